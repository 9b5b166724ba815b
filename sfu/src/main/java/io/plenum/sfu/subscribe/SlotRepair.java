package io.plenum.sfu.subscribe;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.publish.PublishedStream;
import java.util.List;

/**
 * Sends packets of one slot once more when the receiver asks (RFC 4588), from the publishers'
 * caches, as often as is of use. Confined to the room's loop.
 */
final class SlotRepair {
  /** Resends per second to one slot; more would be an attack, or would drown what is new. */
  static final int MAX_RESENDS_PER_SECOND = 1_000;

  private static final long SECOND_NS = 1_000_000_000L;

  private final PacketWriter writer;
  private final RtxStream stream;
  private final SlotHead head = new SlotHead();
  private final RtpView cached = new RtpView();
  private final FrameInfo frame = new FrameInfo();
  private final Span span = new Span();
  private SentPackets sent;
  private long sinceNs = Long.MIN_VALUE;
  private int resends;

  /** A repair of what {@code writer} sent, on {@code stream}. */
  SlotRepair(PacketWriter writer, RtxStream stream) {
    this.writer = writer;
    this.stream = stream;
  }

  /** Where it goes out. */
  RtxStream stream() {
    return stream;
  }

  /** {@code source}'s packet {@code sequence} went out with {@code as}. */
  void sent(PublishedStream source, long sequence, SlotHead as) {
    if (sent == null) {
      sent = new SentPackets();
    }
    sent.put(as.sequence(), source, sequence, as.timestamp(), as.rewrite());
  }

  /** Forgets what was sent: another source began. */
  void clear() {
    if (sent != null) {
      sent.clear();
    }
  }

  /**
   * The receiver misses packets.
   *
   * @param sequences 16-bit numbers of the slot
   * @param newest the slot's newest unwrapped number
   */
  void nack(List<Integer> sequences, long newest, SlotFormat format, long nowNs) {
    if (sent == null) {
      return;
    }
    if (nowNs - sinceNs >= SECOND_NS || sinceNs == Long.MIN_VALUE) {
      sinceNs = nowNs;
      resends = 0;
    }
    for (int i = 0; i < sequences.size() && resends < MAX_RESENDS_PER_SECOND; i++) {
      resend(Wrapping.BITS_16.extend(newest, sequences.get(i)), format, nowNs);
    }
  }

  private void resend(long slotSequence, SlotFormat format, long nowNs) {
    long sequence = sent.resend(slotSequence, nowNs);
    if (sequence < 0) {
      return;
    }
    PublishedStream source = sent.stream(slotSequence);
    if (!source.cache().find(sequence, span)
        || !cached.wrap(span)
        || format.rtxPayloadType(cached.payloadType()) < 0) {
      return;
    }
    resends++;
    source.read(cached, frame);
    head.set(slotSequence, sent.timestamp(slotSequence), sent.rewrite(slotSequence));
    writer.retransmit(cached, frame, format, head, stream, nowNs);
  }
}
