package io.plenum.sfu.relay;

/**
 * A bug met while something of another shard was handled. Dealt with already: what somebody there
 * publishes begins anew here, or, if it was no packet of anybody's, the link is opened anew.
 */
public final class RelayFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was met. */
  public RelayFaultException(RuntimeException fault) {
    super(fault);
  }
}
