package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;
import java.util.List;

/**
 * Packets to be sent at one steady rate to see whether it passes.
 *
 * @param id from 1 on; 0 marks packets of no probe
 * @param bps rate of sending
 * @param bytes how much to send, on the wire
 * @param why what it is for
 */
public record ProbeCluster(int id, long bps, int bytes, Reason why) {
  static final List<Reason> REASONS = List.of(Reason.values());

  private static final ProbeCluster NOBODYS = new ProbeCluster(0, 0, 0, Reason.START);

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

  /** Puts down a cluster, or takes one up; null: none. */
  public static ProbeCluster state(ProbeCluster clusterOrNull, State state) {
    if (!state.of(clusterOrNull != null)) {
      return null;
    }
    ProbeCluster now = clusterOrNull == null ? NOBODYS : clusterOrNull;
    int id = state.of(now.id);
    long bps = state.of(now.bps);
    int bytes = state.of(now.bytes);
    return new ProbeCluster(id, bps, bytes, state.of(now.why, REASONS));
  }
}
