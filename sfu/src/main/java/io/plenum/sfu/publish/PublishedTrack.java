package io.plenum.sfu.publish;

import io.plenum.rtc.rtp.AudioLevel;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.sfu.Source;
import io.plenum.sfu.speaker.Loudness;
import java.util.ArrayList;
import java.util.List;

/**
 * One source that a participant publishes: its encodings, and the sinks that its packets go to.
 *
 * <p>Confined to the room's loop.
 */
public final class PublishedTrack implements AutoCloseable {
  /** Sinks of one track: every other participant's slot, and a few taps. */
  public static final int MAX_SINKS = 1_024;

  private static final int NO_EXTENSION = 0;

  private final Source source;
  private final NegotiatedMedia media;
  private final int audioLevelId;
  private final Loudness loudness = new Loudness();
  private final List<PublishedStream> streams = new ArrayList<>();
  private final List<PacketSink> sinks = new ArrayList<>();
  private PublishedStream preferred;
  private boolean allowed;

  PublishedTrack(Source source, NegotiatedMedia media, boolean allowed) {
    this.source = source;
    this.media = media;
    this.allowed = allowed;
    this.audioLevelId = media.extensions().getOrDefault(ExtensionUri.AUDIO_LEVEL, NO_EXTENSION);
  }

  /** What it shows or lets hear. */
  public Source source() {
    return source;
  }

  /** Its section of the description. */
  public NegotiatedMedia media() {
    return media;
  }

  /** How loud it is; silent unless it is sound. */
  public Loudness loudness() {
    return loudness;
  }

  /** Whether its packets may be forwarded: not muted. */
  public boolean allowed() {
    return allowed;
  }

  /**
   * The encoding to forward; null before the first packet. For now everybody gets the same: the
   * largest that is being sent. A choice for each receiver comes in here.
   */
  public PublishedStream preferred() {
    return preferred;
  }

  /** A sink cannot go on without a keyframe. */
  public void wantKeyframe() {
    if (preferred != null && allowed && !audio()) {
      preferred.keyframes().want();
    }
  }

  /** Lets {@code sink} have the packets from now on; false if there are too many sinks. */
  public boolean add(PacketSink sink) {
    return sinks.size() < MAX_SINKS && sinks.add(sink);
  }

  /** {@code sink} gets nothing any more. */
  public void remove(PacketSink sink) {
    sinks.remove(sink);
    if (sinks.isEmpty()) {
      streams.forEach(stream -> stream.keyframes().forget());
    }
  }

  /** Mutes or unmutes; what was cached of a muted source is forgotten. */
  void allow(boolean allow) {
    if (allow == allowed) {
      return;
    }
    allowed = allow;
    if (!allow) {
      loudness.silence();
      streams.forEach(PublishedStream::interrupted);
    }
    sinks.forEach(PacketSink::interrupted);
    if (allow && !sinks.isEmpty()) {
      wantKeyframe();
    }
  }

  boolean audio() {
    return source.audio();
  }

  int clockRate() {
    return media.codecs().getFirst().clockRate();
  }

  /** Whether lost packets can be asked for. */
  boolean repairable() {
    return media.codecs().getFirst().feedback().contains("nack");
  }

  List<PublishedStream> streams() {
    return streams;
  }

  PublishedStream stream(String rid) {
    for (PublishedStream stream : streams) {
      if (rid == null ? stream.rid() == null : rid.equals(stream.rid())) {
        return stream;
      }
    }
    return null;
  }

  /** Adds an encoding, in place of the one with the same rid if there is one. */
  void put(PublishedStream stream) {
    PublishedStream former = stream(stream.rid());
    if (former != null) {
      streams.remove(former);
      former.close();
      if (preferred == former) {
        preferred = null;
        sinks.forEach(PacketSink::interrupted);
      }
    }
    streams.add(stream);
    if (!audio() && !sinks.isEmpty()) {
      stream.keyframes().want();
    }
  }

  /** The codec that {@code payloadType} stands for, or null. */
  Codec codec(int payloadType) {
    for (int i = 0; i < media.codecs().size(); i++) {
      if (media.codecs().get(i).payloadType() == payloadType) {
        return media.codecs().get(i);
      }
    }
    return null;
  }

  /** The codec whose retransmissions have {@code payloadType}, or null. */
  Codec repairedCodec(int payloadType) {
    for (int i = 0; i < media.codecs().size(); i++) {
      if (media.codecs().get(i).rtxPayloadType() == payloadType) {
        return media.codecs().get(i);
      }
    }
    return null;
  }

  void deliver(
      PublishedStream stream, RtpView packet, long sequence, boolean keyframe, long nowNs) {
    if (audio() && audioLevelId != NO_EXTENSION) {
      int level = AudioLevel.read(packet, audioLevelId);
      if (level >= 0) {
        loudness.packet(level, nowNs);
      }
    }
    if (preferred == null || (keyframe && stream != preferred)) {
      choose(nowNs);
    }
    for (int i = 0; i < sinks.size(); i++) {
      sinks.get(i).packet(stream, packet, sequence, keyframe, nowNs);
    }
  }

  /** Decides anew which encoding is forwarded: the largest active one. */
  void choose(long nowNs) {
    PublishedStream best = null;
    for (int i = 0; i < streams.size(); i++) {
      PublishedStream stream = streams.get(i);
      // Rids are mostly listed from small to large, so of equals the later one.
      if (stream.active(nowNs) && (best == null || stream.pixels() >= best.pixels())) {
        best = stream;
      }
    }
    if (best != null && best != preferred) {
      preferred = best;
      if (!audio() && !sinks.isEmpty()) {
        best.keyframes().want();
      }
    }
  }

  @Override
  public void close() {
    streams.forEach(PublishedStream::close);
    sinks.clear();
  }
}
