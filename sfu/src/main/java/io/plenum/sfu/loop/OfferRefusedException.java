package io.plenum.sfu.loop;

/** An offer that cannot be answered; the message says why, for the developer of the client. */
public final class OfferRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the reason in English. */
  public OfferRefusedException(String reason) {
    super(reason);
  }
}
