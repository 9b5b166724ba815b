package io.plenum.sfu.subscribe;

import io.plenum.rtc.codec.Vp8Rewriter;
import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.publish.PacketSink;
import io.plenum.sfu.publish.PublishedStream;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.publish.SenderClock;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One media section to one receiver: a single stream that never breaks, whatever it shows. Its
 * timestamps run on the server's clock (docs/architecture.md, "Clocks of a slot").
 *
 * <pre>
 *  empty → waiting   show(track): a keyframe is asked for
 *  waiting → live    the first packet of a keyframe, or any packet of sound
 *  live → waiting    the track was muted, jumped, or prefers another encoding that begins a keyframe
 *  any → empty       show(null)
 * </pre>
 *
 * <p>Confined to the room's loop.
 */
public final class Slot implements PacketSink {
  /** A larger hole is not left open for the receiver: the source begins anew behind it. */
  static final int MAX_GAP = 1_000;

  /** Resends per second to one slot; more would be an attack, or would drown what is new. */
  static final int MAX_RESENDS_PER_SECOND = 1_000;

  /** Sound comes in packets of 20 ms; a shorter step between two sources would overlap. */
  private static final int SOUND_STEPS = 50;

  /** Sources whose clocks overlap by more than 200 ms are not waited for. */
  private static final int LARGEST_OVERLAPS = 5;

  /** Frames of two sources are at least 1 ms apart, should their clocks contradict. */
  private static final int SMALLEST_STEPS = 1_000;

  /**
   * A publisher's clock that says anything older or later is wrong, and must not bend the slot's.
   */
  private static final long MAX_CAPTURE_AGE_NS = 10_000_000_000L;

  private static final long SECOND_NS = 1_000_000_000L;

  /** Half of a first cycle, so that sender and receiver agree on the rollover (RFC 3711, 3.3.1). */
  private static final int FIRST_SEQUENCES = 1 << 15;

  private final NegotiatedMedia media;
  private final PacketWriter writer;
  private final boolean video;
  private final int clockRate;
  private final long timestampBase;
  private final SlotNumbers numbers;
  private final Vp8Rewriter pictures;
  private final RtpView cached = new RtpView();
  private final Span cachedSpan = new Span();
  private SentPackets sent;
  private int rtxSequence;
  private long resendsSinceNs = Long.MIN_VALUE;
  private int resends;

  private PublishedTrack track;
  private SlotFormat format;
  private PublishedStream current;
  private boolean reportDue;
  private long packetCount;
  private long octetCount;

  Slot(NegotiatedMedia media, boolean video, PacketWriter writer, RandomGenerator random) {
    this(media, video, writer, random.nextInt(FIRST_SEQUENCES), random);
  }

  Slot(
      NegotiatedMedia media,
      boolean video,
      PacketWriter writer,
      int firstSequence,
      RandomGenerator random) {
    this.media = media;
    this.writer = writer;
    this.video = video;
    this.clockRate = media.codecs().getFirst().clockRate();
    this.numbers = new SlotNumbers(firstSequence);
    this.timestampBase = random.nextInt() & 0xFFFF_FFFFL;
    this.rtxSequence = random.nextInt(FIRST_SEQUENCES);
    this.pictures = video ? new Vp8Rewriter() : null;
  }

  /** The section's name. */
  String mid() {
    return media.mid();
  }

  int ssrc() {
    return media.localSsrc();
  }

  /** What it shows, or null. */
  PublishedTrack track() {
    return track;
  }

  /** Shows {@code next} from now on; null: nothing. */
  void show(PublishedTrack next) {
    if (next == track) {
      return;
    }
    if (track != null) {
      track.remove(this);
    }
    interrupted();
    boolean added = next != null && next.add(this);
    track = added ? next : null;
    if (added) {
      format = SlotFormat.between(next.media(), media);
      track.wantKeyframe();
    }
  }

  @Override
  public void interrupted() {
    current = null;
    numbers.release();
    if (sent != null) {
      sent.clear();
    }
  }

  @Override
  public void packet(
      PublishedStream stream, RtpView packet, long sequence, boolean keyframe, long nowNs) {
    if (!writer.sendable() || format.payloadType(packet.payloadType()) < 0) {
      return;
    }
    if (stream == current && numbers.sequence(sequence) - numbers.next() > MAX_GAP) {
      interrupted();
      track.wantKeyframe();
    }
    if (stream == current) {
      forward(packet, sequence);
    } else if (keyframe && stream == track.preferred()) {
      begin(stream, packet, sequence, nowNs);
    }
  }

  private void begin(PublishedStream stream, RtpView packet, long sequence, long nowNs) {
    SenderClock clock = stream.clock();
    long captureNs = clock.known() ? clock.captureNs(packet.timestamp()) : nowNs;
    if (Math.abs(nowNs - captureNs) > MAX_CAPTURE_AGE_NS) {
      captureNs = nowNs;
    }
    long slotTimestamp = timestampBase + SenderClock.ticks(captureNs, clockRate);
    long ahead = numbers.ahead(slotTimestamp);
    if (!video && ahead < clockRate / SOUND_STEPS && ahead > -clockRate / LARGEST_OVERLAPS) {
      return; // the former source's last packet still lasts: begin with one of the next
    }
    numbers.switchTo(sequence, packet.timestamp(), slotTimestamp, clockRate / SMALLEST_STEPS);
    if (pictures != null) {
      pictures.changeSource();
    }
    if (sent != null) {
      sent.clear();
    }
    current = stream;
    reportDue = true;
    forward(packet, sequence);
    // If the keyframe's first packet had to be repaired, the packets after it are waiting.
    for (long later = sequence + 1; later <= stream.highestSequence(); later++) {
      if (stream.cache().find(later, cachedSpan) && cached.wrap(cachedSpan)) {
        forward(cached, later);
      }
    }
  }

  private void forward(RtpView packet, long sequence) {
    if (!numbers.accepts(sequence)) {
      return;
    }
    long slotSequence = numbers.sequence(sequence);
    long timestamp = numbers.timestamp(packet.timestamp());
    int bytes =
        writer.forward(packet, format, (int) slotSequence, timestamp, media.localSsrc(), pictures);
    if (bytes < 0) {
      return;
    }
    numbers.sent(slotSequence, timestamp);
    packetCount++;
    octetCount += bytes;
    if (video && media.localRtxSsrc() != 0) {
      remember(slotSequence, sequence);
    }
  }

  private void remember(long slotSequence, long sequence) {
    if (sent == null) {
      sent = new SentPackets();
    }
    sent.put(slotSequence, sequence);
  }

  /** The receiver asks for packets again (16-bit numbers of this slot). */
  void nack(List<Integer> sequences, long nowNs) {
    if (current == null || sent == null || !writer.sendable()) {
      return;
    }
    if (nowNs - resendsSinceNs >= SECOND_NS || resendsSinceNs == Long.MIN_VALUE) {
      resendsSinceNs = nowNs;
      resends = 0;
    }
    for (int i = 0; i < sequences.size() && resends < MAX_RESENDS_PER_SECOND; i++) {
      resend(Wrapping.BITS_16.extend(numbers.next() - 1, sequences.get(i)), nowNs);
    }
  }

  private void resend(long slotSequence, long nowNs) {
    long sequence = sent.resend(slotSequence, nowNs);
    if (sequence < 0
        || !current.cache().find(sequence, cachedSpan)
        || !cached.wrap(cachedSpan)
        || format.rtxPayloadType(cached.payloadType()) < 0) {
      return;
    }
    resends++;
    writer.retransmit(
        cached,
        format,
        (int) slotSequence,
        rtxSequence++,
        numbers.timestamp(cached.timestamp()),
        media.localRtxSsrc(),
        pictures.shift());
  }

  /** The receiver lost a picture. */
  void pictureLost() {
    if (track != null) {
      track.wantKeyframe();
    }
  }

  /** Whether a report should not wait for the next regular time: the source has changed. */
  boolean reportDue() {
    return reportDue;
  }

  /** The slot's clock at {@code nowNs} and its counters; null while it is not live. */
  SenderReport report(long nowNs) {
    reportDue = false;
    if (current == null) {
      return null;
    }
    return new SenderReport(
        media.localSsrc(),
        NtpTime.of(nowNs),
        numbers.timestamp(current.clock().timestampAt(nowNs)),
        packetCount & 0xFFFF_FFFFL,
        octetCount & 0xFFFF_FFFFL,
        List.of());
  }
}
