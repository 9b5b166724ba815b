package io.plenum.sfu.subscribe;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.layer.LayerForwarder;
import io.plenum.sfu.layer.LayerSelector;
import io.plenum.sfu.layer.LayerTarget;
import io.plenum.sfu.layer.SlotNumbers;
import io.plenum.sfu.publish.PublishedStream;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What goes out of one slot: a single stream that never breaks, in numbers, timestamps and clock,
 * whichever published stream it carries. {@link Slot} says which.
 *
 * <pre>
 *  silent  → carrying  begin: the first packet of a keyframe, or any of sound
 *  carrying → carrying begin: another takes over, and what is still on its way of the former's
 *                      picture goes out, too
 *  carrying → silent   release
 * </pre>
 *
 * <p>What waits for its turn may be thrown away before another takes over: {@link #discard}.
 *
 * <p>Confined to the room's loop.
 */
final class SlotStream {
  /** A larger hole is not left open for the receiver: the source begins anew behind it. */
  static final int MAX_GAP = 1_000;

  /** Half of a first cycle, so that sender and receiver agree on the rollover (RFC 3711, 3.3.1). */
  private static final int FIRST_SEQUENCES = 1 << 15;

  private final int ssrc;
  private final PacketWriter writer;
  private final boolean video;
  private final SlotClock clock;
  private final LayerForwarder forwarder;
  private final SlotNumbers numbers;
  private final SlotHead head = new SlotHead();
  private final SlotRepair repair;
  private final SlotReports reports;
  private final SlotTail tail;
  private final SlotSound sound;
  private final RtpView cached = new RtpView();
  private final FrameInfo cachedFrame = new FrameInfo();
  private final Span cachedSpan = new Span();

  private SlotFormat format;
  private PublishedStream current;
  private PublishedStream former;
  private VideoCodec codec;

  /** The stream of {@code media}, which carries nothing yet. */
  SlotStream(NegotiatedMedia media, PacketWriter writer, RandomGenerator random) {
    int first = random.nextInt(FIRST_SEQUENCES);
    this.ssrc = media.localSsrc();
    this.writer = writer;
    this.video = media.kind() == MediaKind.VIDEO;
    this.forwarder = video ? LayerForwarder.video(first) : LayerForwarder.sound(first);
    this.numbers = forwarder.numbers();
    this.clock =
        new SlotClock(
            random.nextInt() & 0xFFFF_FFFFL, media.codecs().getFirst().clockRate(), video);
    this.reports = new SlotReports(ssrc);
    this.sound = video ? null : new SlotSound(forwarder, writer.sound(), reports);
    RtxStream again = RtxStream.of(media, random.nextInt(FIRST_SEQUENCES));
    this.repair = video && again != null ? new SlotRepair(writer, again) : null;
    this.tail = new SlotTail(ssrc, again, writer, reports);
  }

  /** Its retransmissions, or null. */
  RtxStream retransmissions() {
    return repair == null ? null : repair.stream();
  }

  /** What it carries, or null. */
  PublishedStream current() {
    return current;
  }

  /** What it carried before, and perhaps still carries the rest of; or null. */
  PublishedStream former() {
    return former;
  }

  /** Which layers of what it carries go out. */
  LayerSelector selector() {
    return forwarder.selector();
  }

  /** Whether the receiver can be sent {@code packet}, in {@code as}. */
  boolean takes(SlotFormat as, RtpView packet) {
    return writer.sendable() && as.payloadType(packet.payloadType()) >= 0;
  }

  /** Whether a packet of what it carries does not continue what came before. */
  boolean breaks(FrameInfo frame, long sequence) {
    return numbers.sequence(sequence) - numbers.next() > MAX_GAP
        || (frame.known() && frame.codec() != codec);
  }

  /** Carries {@code stream} from this packet on, unless it is older than what has gone out. */
  void begin(
      PublishedStream stream,
      SlotFormat as,
      LayerTarget target,
      RtpView packet,
      FrameInfo frame,
      long sequence,
      long nowNs) {
    long slotTimestamp = clock.timestamp(stream, packet, nowNs);
    if (clock.overlaps(numbers.ahead(slotTimestamp))) {
      return;
    }
    if (video) {
      forwarder.selector().target(target.spatial(), target.temporal());
    }
    forwarder.begin(frame, sequence, packet.timestamp(), slotTimestamp, clock.leastStep());
    if (repair != null) {
      repair.clear();
    }
    if (sound != null) {
      sound.begin(sequence);
    }
    former = current;
    current = stream;
    format = as;
    codec = frame.codec();
    reports.want();
    forward(packet, frame, sequence, nowNs);
    forwardWaiting(stream, sequence, nowNs);
  }

  /** If the keyframe's first packet had to be repaired, the packets after it are waiting. */
  private void forwardWaiting(PublishedStream stream, long sequence, long nowNs) {
    for (long later = sequence + 1; later <= stream.highestSequence(); later++) {
      if (stream.cache().find(later, cachedSpan) && cached.wrap(cachedSpan)) {
        stream.read(cached, cachedFrame);
        if (!cachedFrame.isEarly()) {
          forward(cached, cachedFrame, later, nowNs);
        }
      }
    }
  }

  /** Sends a packet of {@link #current}, if its layers are to go out. */
  void forward(RtpView packet, FrameInfo frame, long sequence, long nowNs) {
    if (sound != null) {
      sound.forward(current, packet, frame, sequence, format, nowNs);
      return;
    }
    LayerForwarder.Verdict verdict =
        forwarder.packet(frame, sequence, packet.timestamp(), packet.marker());
    send(current, packet, frame, sequence, verdict, nowNs);
  }

  /** Sends a packet of {@link #former}, if it belongs to a picture that had begun. */
  void forwardFormer(RtpView packet, FrameInfo frame, long sequence, long nowNs) {
    if (video) {
      LayerForwarder.Verdict verdict = forwarder.formerPacket(frame, sequence, packet.timestamp());
      send(former, packet, frame, sequence, verdict, nowNs);
    }
  }

  private void send(
      PublishedStream stream,
      RtpView packet,
      FrameInfo frame,
      long sequence,
      LayerForwarder.Verdict verdict,
      long nowNs) {
    if (verdict == LayerForwarder.Verdict.DROP) {
      return;
    }
    head.set(forwarder.sequence(), forwarder.timestamp(), forwarder.rewrite());
    reports.sent(writer.forward(packet, frame, format, head, ssrc, nowNs));
    if (repair != null) {
      repair.sent(stream, sequence, head);
    }
  }

  /** Carries nothing any more. */
  void release() {
    current = null;
    former = null;
    numbers.release();
    if (repair != null) {
      repair.clear();
    }
  }

  /**
   * Throws away what waits of pictures; see {@link SlotTail}. Only where nothing more of them is
   * sent: before {@link #begin}, or after {@link #release}.
   */
  void discard(long nowNs) {
    numbers.takeBack(tail.discard(numbers.next(), nowNs));
  }

  /** The receiver asks for packets again (16-bit numbers of this stream). */
  void nack(List<Integer> sequences, long nowNs) {
    if (current != null && repair != null && writer.sendable()) {
      repair.nack(sequences, numbers.next() - 1, format, nowNs);
    }
  }

  /** Whether a report should not wait for the next regular time: the source has changed. */
  boolean reportDue() {
    return reports.due();
  }

  /** The stream's clock at {@code nowNs} and its counters; null while it carries nothing. */
  SenderReport report(long nowNs) {
    if (current == null) {
      reports.skip();
      return null;
    }
    return reports.at(nowNs, numbers.timestamp(current.clock().timestampAt(nowNs)));
  }
}
