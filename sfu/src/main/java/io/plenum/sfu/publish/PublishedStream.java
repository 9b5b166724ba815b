package io.plenum.sfu.publish;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.ReportBlock;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Span;

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
  private final FrameInfo frame = new FrameInfo();
  private final FrameReaders frames;
  private final EncodingSizes sizes = new EncodingSizes();
  private final EarlyPackets early = new EarlyPackets();
  private final SoundHistory sound;
  private final RtpView waiting = new RtpView();
  private final Span span = new Span();
  private final PublisherTime time;
  private boolean received;
  private long lastPacketNs;
  private boolean reported;
  private long reportNtp;
  private long reportedNs;
  private long reportRtpTime;
  private int reports;

  PublishedStream(PublishedTrack track, String rid, int ssrc, PublisherTime time) {
    this.track = track;
    this.rid = rid;
    this.ssrc = ssrc;
    this.time = time;
    this.statistics = new ReceptionStatistics(track.clockRate());
    this.clock = new SenderClock(track.clockRate(), time);
    this.nack = track.repairable() ? new NackGenerator() : null;
    this.frames = new FrameReaders(track.media());
    this.sound = track.audio() ? new SoundHistory(track.media()) : null;
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

  /** A packet that another shard took; see {@link RelayedPublisher#rtp}. */
  void relayed(RtpView packet, long sequence, long arrivalNs, long nowNs) {
    numbers.took(sequence);
    received = true;
    lastPacketNs = nowNs;
    clock.arrived(packet.timestamp(), arrivalNs);
    take(packet, sequence, nowNs);
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
    if (track.audio()) {
      return takeSound(packet, sequence, nowNs);
    }
    int length = packet.headerLength() + packet.payloadLength() + packet.paddingLength();
    cache.put(sequence, packet.memory(), packet.offset(), length, nowNs);
    frames.read(packet, frame);
    if (frame.isEarly() && early.add(sequence)) {
      return null;
    }
    deliver(packet, sequence, nowNs);
    if (frame.opensKeyframe()) {
      keyframes.keyframe();
      deliverEarly(nowNs);
    }
    return null;
  }

  private MediaReject takeSound(RtpView packet, long sequence, long nowNs) {
    if (!sound.take(packet, sequence)) {
      return MediaReject.MALFORMED_REDUNDANCY;
    }
    track.deliver(this, packet, frame, sequence, false, nowNs);
    return null;
  }

  private void deliver(RtpView packet, long sequence, long nowNs) {
    boolean resized = sizes.observe(frame);
    track.deliver(this, packet, frame, sequence, resized, nowNs);
  }

  /** What came before the packet that opened its keyframe can be read now. */
  private void deliverEarly(long nowNs) {
    int held = early.count();
    early.clear();
    for (int i = 0; i < held; i++) {
      long sequence = early.sequence(i);
      if (cache.find(sequence, span) && waiting.wrap(span)) {
        frames.read(waiting, frame);
        if (frame.isEarly()) {
          early.add(sequence); // there was a keyframe between
        } else {
          deliver(waiting, sequence, nowNs);
        }
      }
    }
  }

  /** Reads what {@code packet}, one of the latest of this stream, is a part of. */
  public void read(RtpView packet, FrameInfo into) {
    frames.read(packet, into);
  }

  /** The publisher's own report about this stream (RFC 3550, section 6.4.1). */
  void report(SenderReport report, long nowNs) {
    reported = true;
    reportNtp = report.ntpTime();
    reportedNs = nowNs;
    reportRtpTime = report.rtpTime();
    reports++;
    long publisherNs = NtpTime.toNs(report.ntpTime());
    time.observe(publisherNs, nowNs);
    clock.reported(publisherNs, report.rtpTime());
  }

  /** What a report to another shard said; see {@link RelayedPublisher#reported}. */
  void relayedReport(long publisherNs, long serverNs, long rtpTime) {
    time.observe(publisherNs, serverNs);
    clock.reported(publisherNs, rtpTime);
  }

  /** How often the publisher has reported about it so far. */
  public int reports() {
    return reports;
  }

  /** The publisher's time of its latest report, in ns; good if there was one. */
  public long reportPublisherNs() {
    return NtpTime.toNs(reportNtp);
  }

  /** The server's time at {@link #reportPublisherNs}, as it is believed now. */
  public long reportServerNs() {
    return time.toServerNs(reportPublisherNs());
  }

  /** The timestamp at {@link #reportPublisherNs}. */
  public long reportRtpTime() {
    return reportRtpTime;
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

  /** Packets that were to come so far on its own SSRC, lost ones included. */
  long expected() {
    return received ? numbers.highest() - numbers.first() + 1 : 0;
  }

  /** Of these, packets that the network lost. */
  long lost() {
    return received ? statistics.lost(numbers) : 0;
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

  /** Its latest sounds; null for pictures. */
  public SoundHistory sound() {
    return sound;
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

  /** The sizes of its pictures. */
  EncodingSizes sizes() {
    return sizes;
  }

  /** The highest spatial layer that is being published. */
  public int topSpatial() {
    return sizes.topSpatial();
  }

  /** Its place in the track's list of rids; 0 without simulcast. */
  public int encoding() {
    return rid == null ? 0 : Math.max(0, track.media().rids().indexOf(rid));
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
    early.clear();
    cache.close();
    if (sound != null) {
      sound.clear();
    }
  }

  @Override
  public void close() {
    cache.close();
  }
}
