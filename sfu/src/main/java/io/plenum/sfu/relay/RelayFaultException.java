package io.plenum.sfu.relay;

/** A bug met while something of another shard was handled; its link is opened anew. */
public final class RelayFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was met. */
  public RelayFaultException(RuntimeException fault) {
    super(fault);
  }
}
