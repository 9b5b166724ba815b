package io.plenum.sfu.publish;

import io.plenum.rtc.codec.Vp8View;
import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.ReportBlock;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.RtpView;

/**
 * One encoding of a track: an SSRC and its retransmissions (RFC 4588). Knows its losses, its
 * keyframes, its clock, and keeps its latest packets.
 *
 * <p>Confined to the room's loop.
 */
public final class PublishedStream implements AutoCloseable {
  /** Without a packet for this long an encoding counts as switched off. */
  static final long IDLE_NS = 1_000_000_000L;

  private final PublishedTrack track;
  private final String rid;
  private final int ssrc;
  private final SequenceNumbers numbers = new SequenceNumbers();
  private final ReceptionStatistics statistics;
  private final SenderClock clock;
  private final NackGenerator nack;
  private final KeyframeRequests keyframes = new KeyframeRequests();
  private final PacketCache cache = new PacketCache(PacketCache.VIDEO_BYTES);
  private final Vp8View vp8 = new Vp8View();
  private final PublisherTime time;
  private boolean received;
  private long lastPacketNs;
  private int pixels;
  private boolean reported;
  private long reportNtp;
  private long reportedNs;

  PublishedStream(PublishedTrack track, String rid, int ssrc, PublisherTime time) {
    this.track = track;
    this.rid = rid;
    this.ssrc = ssrc;
    this.time = time;
    this.statistics = new ReceptionStatistics(track.clockRate());
    this.clock = new SenderClock(track.clockRate(), time);
    this.nack = track.repairable() ? new NackGenerator() : null;
  }

  /** A packet that came on this stream's own SSRC; null if it was taken. */
  MediaReject direct(RtpView packet, long nowNs) {
    long sequence = numbers.extend(packet.sequenceNumber());
    if (sequence == SequenceNumbers.REJECTED) {
      return MediaReject.IMPLAUSIBLE_SEQUENCE;
    }
    received = true;
    lastPacketNs = nowNs;
    statistics.received(packet.timestamp(), nowNs);
    clock.arrived(packet.timestamp(), nowNs);
    return take(packet, sequence, nowNs);
  }

  /** A packet unpacked from a retransmission; null if it was taken. */
  MediaReject repaired(RtpView packet, long nowNs) {
    long sequence = numbers.extendOld(packet.sequenceNumber());
    return sequence == SequenceNumbers.REJECTED
        ? MediaReject.IMPLAUSIBLE_SEQUENCE
        : take(packet, sequence, nowNs);
  }

  private MediaReject take(RtpView packet, long sequence, long nowNs) {
    if (nack != null) {
      NackGenerator.Arrival arrival = nack.received(sequence, nowNs);
      if (arrival == NackGenerator.Arrival.OLD) {
        return MediaReject.DUPLICATE;
      }
      if (arrival == NackGenerator.Arrival.BEYOND_REPAIR) {
        keyframes.want();
      }
    }
    if (!track.allowed()) {
      interrupted(); // nothing of a muted source is asked for, later either
      return MediaReject.NOT_ALLOWED;
    }
    boolean keyframe = track.audio() || opensKeyframe(packet);
    if (!track.audio()) {
      int length = packet.headerLength() + packet.payloadLength() + packet.paddingLength();
      cache.put(sequence, packet.memory(), packet.offset(), length);
    }
    track.deliver(this, packet, sequence, keyframe, nowNs);
    return null;
  }

  private boolean opensKeyframe(RtpView packet) {
    if (!vp8.wrap(packet.memory(), packet.payloadOffset(), packet.payloadLength())
        || !vp8.keyframe()) {
      return false;
    }
    keyframes.keyframe();
    if (vp8.width() > 0) {
      pixels = vp8.width() * vp8.height();
    }
    return true;
  }

  /** The publisher's own report about this stream (RFC 3550, section 6.4.1). */
  void report(SenderReport report, long nowNs) {
    reported = true;
    reportNtp = report.ntpTime();
    reportedNs = nowNs;
    long publisherNs = NtpTime.toNs(report.ntpTime());
    time.observe(publisherNs, nowNs);
    clock.reported(publisherNs, report.rtpTime());
  }

  /** What we received of it, since the last call and in total; null if nothing ever came. */
  ReportBlock reportBlock(long nowNs) {
    if (!received) {
      return null;
    }
    return new ReportBlock(
        ssrc,
        statistics.takeFractionLost(numbers),
        (int) statistics.lost(numbers),
        numbers.highestReceived() & 0xFFFF_FFFFL,
        statistics.jitter(),
        reported ? NtpTime.compact(reportNtp) : 0,
        reported ? NtpTime.compactDuration(nowNs - reportedNs) & 0xFFFF_FFFFL : 0);
  }

  /** Its track. */
  public PublishedTrack track() {
    return track;
  }

  /** Its simulcast encoding (RFC 8851), or null. */
  public String rid() {
    return rid;
  }

  /** Its SSRC. */
  public int ssrc() {
    return ssrc;
  }

  /** Timestamps to the server's time and back. */
  public SenderClock clock() {
    return clock;
  }

  /** Its latest packets, by unwrapped sequence number; empty for sound. */
  public PacketCache cache() {
    return cache;
  }

  /** The highest unwrapped sequence number received. */
  public long highestSequence() {
    return numbers.highest();
  }

  /** What keyframes are wanted of it. */
  public KeyframeRequests keyframes() {
    return keyframes;
  }

  /** Its holes; null when retransmission was not negotiated. */
  NackGenerator nack() {
    return nack;
  }

  /** Size of its latest keyframe's picture; 0 if unknown. */
  int pixels() {
    return pixels;
  }

  /** Whether packets came lately. */
  boolean active(long nowNs) {
    return received && nowNs - lastPacketNs < IDLE_NS;
  }

  /** Forgets what is missing and cached: the source was muted. */
  void interrupted() {
    if (nack != null) {
      nack.clear();
    }
    keyframes.forget();
    cache.close();
  }

  @Override
  public void close() {
    cache.close();
  }
}
