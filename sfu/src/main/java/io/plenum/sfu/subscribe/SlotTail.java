package io.plenum.sfu.subscribe;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.pacing.PacketKind;

/**
 * What of one slot's pictures still waits in the pacer, behind all that has left. When the slot
 * goes on with a smaller size, or with nothing, nobody needs it: it would only fill a link that is
 * too narrow for it, before the keyframe that the receiver waits for. So it is thrown away, and its
 * numbers are given again. Before a larger size it is not: the smaller one is seen until then.
 *
 * <pre>
 *  numbers   41 42 43 | 44 45 46 47 | 48        43 is the newest that left, 48 would be next
 *            left       wait                    44 to 47 are thrown away, 44 is next
 * </pre>
 *
 * <ul>
 *   <li>The receiver sees no hole, and asks for nothing. No number is used twice, as packets are
 *       encrypted when they leave; the peer says what has left (RFC 7714, section 10.1).
 *   <li>A packet that fills an older hole, below the newest that left, keeps its place and leaves.
 *       What still comes late of the former source finds its number only below the next one.
 *   <li>Transport-wide numbers are given to what leaves: none is missing.
 *   <li>Repetitions that wait go, too: holes of a retransmission stream are nobody's business (RFC
 *       4588). What is asked for later is not there any more, as after every change of source.
 *   <li>What follows is a keyframe. A frame that has left in part has no end before it: receivers
 *       begin anew with the first packet of the next frame. Picture ids step there.
 * </ul>
 *
 * <p>Confined to the room's loop.
 */
final class SlotTail {
  private final int ssrc;
  private final int rtxSsrc;
  private final PacketWriter writer;
  private final SlotReports reports;
  private final RtpView view = new RtpView();
  private long next;
  private long first;

  /**
   * The tail of what {@code writer} sends under {@code ssrc}, which {@code reports} count.
   *
   * @param rtxOrNull where it is repeated
   */
  SlotTail(int ssrc, RtxStream rtxOrNull, PacketWriter writer, SlotReports reports) {
    this.ssrc = ssrc;
    this.rtxSsrc = rtxOrNull == null ? ssrc : rtxOrNull.ssrc();
    this.writer = writer;
    this.reports = reports;
  }

  /**
   * Throws away what waits.
   *
   * @param following the number that would be the next, unwrapped
   * @return the one that is the next now
   */
  long discard(long following, long nowNs) {
    int newest = writer.newestSent(ssrc);
    if (newest < 0) {
      return following;
    }
    next = following;
    first = Wrapping.BITS_16.extend(following - 1, newest) + 1;
    writer.discard(PacketKind.RETRANSMISSION, this::repeats, nowNs);
    return writer.discard(PacketKind.VIDEO, this::waitsBehind, nowNs) == 0 ? following : first;
  }

  private boolean repeats(int place, Span packet) {
    return view.wrap(packet) && view.ssrc() == rtxSsrc;
  }

  private boolean waitsBehind(int place, Span packet) {
    if (!view.wrap(packet)
        || view.ssrc() != ssrc
        || Wrapping.BITS_16.extend(next, view.sequenceNumber()) < first) {
      return false;
    }
    reports.discarded(view.payloadLength());
    return true;
  }
}
