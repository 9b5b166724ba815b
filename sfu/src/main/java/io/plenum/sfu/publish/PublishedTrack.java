package io.plenum.sfu.publish;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.rtp.AudioLevel;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.sfu.Source;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.layer.Ladder;
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
  private final LayerOffer offer = new LayerOffer();
  private final SizeNeeds needs = new SizeNeeds();
  private final Demand demand;
  private final Runnable stir;
  private final boolean repairable;
  private boolean allowed;
  private long packets;
  private long bytes;

  /** A track; {@code stir} is run when its sinks make something due earlier. */
  PublishedTrack(Source source, NegotiatedMedia media, boolean allowed, Runnable stir) {
    this(source, media, allowed, true, stir);
  }

  /** The same; what is lost of it can be asked for if {@code near}, and it was so agreed. */
  PublishedTrack(
      Source source, NegotiatedMedia media, boolean allowed, boolean near, Runnable stir) {
    this.repairable = near && media.codecs().getFirst().feedback().contains("nack");
    this.stir = stir;
    this.source = source;
    this.media = media;
    this.allowed = allowed;
    this.demand = new Demand(this);
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

  /** The sizes in which it is being sent; empty before the first packet. */
  public Ladder ladder() {
    return offer.ladder();
  }

  /** What of its pictures may be allotted, cheapest first; nothing while it is muted. */
  public List<Layer> layers(long nowNs) {
    return allowed ? measured(nowNs) : List.of();
  }

  /** What is sent takes so much; it is noted for when it rests. */
  private List<Layer> measured(long nowNs) {
    List<Layer> layers = offer.layers(nowNs);
    needs.sent(offer.ladder(), layers, demand.asked(), media.rids());
    return layers;
  }

  /**
   * What of its pictures could be allotted were all sizes being sent, cheapest first; those that
   * rest with what they took when they were sent last. Nothing while it is muted.
   */
  public List<Layer> knownLayers(long nowNs) {
    if (!allowed) {
      return List.of();
    }
    measured(nowNs);
    return needs.layers(demand.sizes());
  }

  /** Bits per second, on the wire, of {@code encoding} at its slowest, in its smallest size. */
  public long slowestBps(int encoding, long nowNs) {
    return offer.slowestBps(encoding, nowNs);
  }

  /** The encoding with this place in the list of rids, or null. */
  public PublishedStream encoding(int encoding) {
    for (PublishedStream stream : streams) {
      if (stream.encoding() == encoding) {
        return stream;
      }
    }
    return null;
  }

  /** How many sinks get its packets. */
  public int watchers() {
    return sinks.size();
  }

  /** A sink would show another size than before. */
  public void wishChanged() {
    stir.run();
    demand.wishesChanged();
  }

  /** What the publisher is to be asked for from now on; null: no change. */
  Watched watched(long nowNs) {
    return audio() ? null : demand.update(sinks, nowNs);
  }

  /** What the publisher is asked for now. */
  Watched asked() {
    return demand.asked();
  }

  /** Payload types that all sinks have a use for. */
  List<Integer> decodedByAll() {
    return media.codecs().stream()
        .filter(codec -> sinks.stream().allMatch(sink -> sink.decodes(codec)))
        .map(Codec::payloadType)
        .toList();
  }

  /** When {@link #watched} has something to say at the earliest. */
  long watchedDueNs() {
    return audio() ? Long.MAX_VALUE : demand.nextDeadlineNs();
  }

  /** A sink cannot go on without a keyframe of {@code encoding}. */
  public void wantKeyframe(int encoding) {
    PublishedStream stream = encoding(encoding);
    if (stream != null && allowed && !audio()) {
      stream.keyframes().want();
      stir.run();
    }
  }

  /** Lets {@code sink} have the packets from now on; false if there are too many sinks. */
  public boolean add(PacketSink sink) {
    wishChanged();
    return sinks.size() < MAX_SINKS && sinks.add(sink);
  }

  /** {@code sink} gets nothing any more. */
  public void remove(PacketSink sink) {
    sinks.remove(sink);
    wishChanged();
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
  }

  /** A packet of so many bytes came for it, whatever became of it. */
  void arrived(int packetBytes) {
    packets++;
    bytes += packetBytes;
  }

  /** Packets that came for it, retransmissions and probes too. */
  public long packets() {
    return packets;
  }

  /** Their bytes with RTP headers. */
  public long bytes() {
    return bytes;
  }

  boolean audio() {
    return source.audio();
  }

  int clockRate() {
    return media.codecs().getFirst().clockRate();
  }

  /** Whether lost packets can be asked for. */
  boolean repairable() {
    return repairable;
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
      sinks.forEach(PacketSink::interrupted);
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
      PublishedStream stream,
      RtpView packet,
      FrameInfo frame,
      long sequence,
      boolean resized,
      long nowNs) {
    if (audio() && audioLevelId != NO_EXTENSION) {
      int level = AudioLevel.read(packet, audioLevelId);
      if (level >= 0) {
        loudness.packet(level, nowNs);
      }
    }
    if (!audio()) {
      offer.packet(stream.encoding(), packet, frame, nowNs);
    }
    if (resized || !ladder().has(stream.encoding())) {
      measure(nowNs);
    }
    for (int i = 0; i < sinks.size(); i++) {
      sinks.get(i).packet(stream, packet, frame, sequence, nowNs);
    }
  }

  /**
   * Looks anew which sizes are being sent, and tells the sinks when they changed. When nothing is
   * being sent, what was sent last stands.
   */
  void measure(long nowNs) {
    if (offer.measure(streams, nowNs)) {
      demand.sent(offer.ladder());
      for (int i = 0; i < sinks.size(); i++) {
        sinks.get(i).ladderChanged(nowNs);
      }
    }
  }

  @Override
  public void close() {
    streams.forEach(PublishedStream::close);
    sinks.clear();
  }
}
