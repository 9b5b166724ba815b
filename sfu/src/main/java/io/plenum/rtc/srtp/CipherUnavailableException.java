package io.plenum.rtc.srtp;

/** A provider of ciphers cannot be used on this machine; the message says why, for its admin. */
public final class CipherUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the reason in English. */
  public CipherUnavailableException(String reason) {
    super(reason);
  }
}
