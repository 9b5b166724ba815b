package io.plenum.sfu.bandwidth;

/**
 * Packets to be sent at one steady rate to see whether it passes.
 *
 * @param id from 1 on; 0 marks packets of no probe
 * @param bps rate of sending
 * @param bytes how much to send, on the wire
 * @param why what it is for
 */
public record ProbeCluster(int id, long bps, int bytes, Reason why) {
  /** Occasions of a probe. */
  public enum Reason {
    /** The connection is new. */
    START,
    /** The one before passed whole, and there may be more. */
    CONTINUE,
    /** The rate had to be cut deeply, and the link may be whole again. */
    RECOVERY,
    /** More could be shown than the estimate allows. */
    WANTED
  }
}
