package io.plenum.rtc.peer;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Span;
import java.util.List;

/** What happens at a {@link Peer}. Called on the loop that feeds it, within that call. */
public interface PeerEvents {
  /** A valid check came from {@code from}: the flow is the other side's. Each time. */
  void proven(Flow from);

  /**
   * The first valid check after {@link Peer#restart}: the former credentials mean nothing now, and
   * packets leave by the flow that it came on.
   *
   * @param beforeOrNull where they left by; null: they did not
   */
  default void restarted(Flow beforeOrNull, long nowNs) {}

  /** A question is about to leave on {@code to}, which is proven if the other side answers. */
  default void asking(Flow to) {}

  /** A DTLS datagram on a flow that passed a check; the bytes are good during the call. */
  void dtls(Span datagram);

  /**
   * An authentic RTP packet, decrypted; view and memory are good during the call, and the callee
   * may write into the packet.
   */
  void rtp(RtpView packet, long nowNs);

  /** The packets of an authentic RTCP datagram. */
  void rtcp(List<RtcpPacket> packets, long nowNs);

  /** Keys are there: packets flow both ways from now on. Once. */
  void connected(long nowNs);

  /** The end, unless {@link Peer#close} was called: nothing else will happen. Once. */
  void disconnected(DisconnectReason reason, long nowNs);
}
