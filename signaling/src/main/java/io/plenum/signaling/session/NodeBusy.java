package io.plenum.signaling.session;

/** A media node that takes no other room for the moment; the message says why, in English. */
public final class NodeBusy extends RuntimeException {
  /** When asking again may help, seconds: the node looks at what it has to do in steps of 2 s. */
  public static final int RETRY_SECONDS = 10;

  public NodeBusy(String reason) {
    super(reason);
  }
}
