package io.plenum.signaling.identity.remote;

/** Another machine that was not asked, or gave no usable answer. The message is for an admin. */
public final class RemoteRefused extends Exception {
  private static final long serialVersionUID = 1;

  public RemoteRefused(String message) {
    super(message, null, false, false);
  }
}
