package io.plenum.sfu.loop;

import io.plenum.rtc.ice.Flow;
import io.plenum.sfu.Source;
import io.plenum.sfu.bandwidth.BandwidthEstimator;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.subscribe.Pause;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What is told of everybody's media, added up, under the names that operators read
 * (docs/metrics.md). Read by the loop once for each snapshot from counters that cost a packet an
 * addition.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lambdas have no state, the lists are copies
public enum MediaFigure {
  /** Packets of sound from publishers. */
  PACKETS_IN_AUDIO(true, "rtp.packets", c -> published(c, true, false), "in", "audio"),
  /** Packets of pictures from publishers. */
  PACKETS_IN_VIDEO(true, "rtp.packets", c -> published(c, false, false), "in", "video"),
  /** Bytes of sound from publishers, with RTP headers. */
  BYTES_IN_AUDIO(true, "rtp.bytes", c -> published(c, true, true), "in", "audio"),
  /** Bytes of pictures from publishers, with RTP headers. */
  BYTES_IN_VIDEO(true, "rtp.bytes", c -> published(c, false, true), "in", "video"),
  /** Packets of sound to receivers. */
  PACKETS_OUT_AUDIO(true, "rtp.packets", c -> packets(c, PacketKind.AUDIO), "out", "audio"),
  /** Packets of pictures to receivers. */
  PACKETS_OUT_VIDEO(true, "rtp.packets", c -> packets(c, PacketKind.VIDEO), "out", "video"),
  /** Packets repeated for receivers that lost them. */
  PACKETS_OUT_RTX(true, "rtp.packets", c -> packets(c, PacketKind.RETRANSMISSION), "out", "rtx"),
  /** Packets that probe a link and carry nothing. */
  PACKETS_OUT_PADDING(true, "rtp.packets", c -> packets(c, PacketKind.PADDING), "out", "padding"),
  /** Bytes of sound to receivers, on the wire. */
  BYTES_OUT_AUDIO(true, "rtp.bytes", c -> bytes(c, PacketKind.AUDIO), "out", "audio"),
  /** Bytes of pictures to receivers, on the wire. */
  BYTES_OUT_VIDEO(true, "rtp.bytes", c -> bytes(c, PacketKind.VIDEO), "out", "video"),
  /** Bytes repeated, on the wire. */
  BYTES_OUT_RTX(true, "rtp.bytes", c -> bytes(c, PacketKind.RETRANSMISSION), "out", "rtx"),
  /** Bytes of probes, on the wire. */
  BYTES_OUT_PADDING(true, "rtp.bytes", c -> bytes(c, PacketKind.PADDING), "out", "padding"),
  /** Packets of sound to receivers with copies of earlier sounds. */
  REDUNDANT(true, "redundant.packets", c -> c.participant().subscriber().redundantPackets()),
  /** Receivers asked for lost packets. */
  NACK_IN(true, "rtcp.requests", c -> c.participant().subscriber().nacks(), "in", "nack"),
  /** Receivers could not decode a picture. */
  PLI_IN(true, "rtcp.requests", c -> c.participant().subscriber().plis(), "in", "pli"),
  /** Receivers asked for a keyframe by command. */
  FIR_IN(true, "rtcp.requests", c -> c.participant().subscriber().firs(), "in", "fir"),
  /** Publishers were asked for lost packets. */
  NACK_OUT(
      true, "rtcp.requests", c -> c.participant().publisher().feedback().nacks(), "out", "nack"),
  /** Publishers were asked for a keyframe. */
  PLI_OUT(true, "rtcp.requests", c -> c.participant().publisher().feedback().plis(), "out", "pli"),
  /** Microphones that are on. */
  MICROPHONES(false, "tracks", c -> tracks(c, Source.MICROPHONE), "microphone"),
  /** Cameras that are on. */
  CAMERAS(false, "tracks", c -> tracks(c, Source.CAMERA), "camera"),
  /** Screens that are shared. */
  SCREENS(false, "tracks", c -> tracks(c, Source.SCREEN), "screen"),
  /** Screens that are shared with sound. */
  SCREEN_SOUNDS(false, "tracks", c -> tracks(c, Source.SCREEN_AUDIO), "screen_audio"),
  /** Transports over UDP. */
  OVER_UDP(false, "transports", c -> over(c, false), "udp"),
  /** Transports over TCP. */
  OVER_TCP(false, "transports", c -> over(c, true), "tcp"),
  /** Transports that have no way yet. */
  NO_WAY(false, "transports", c -> c.peer().selected() == null ? 1 : 0, "none"),
  /** Pictures received in the smallest size. */
  LAYER_0(false, "pictures", c -> c.participant().subscriber().pictures(0), "0"),
  /** Pictures received in the middle size. */
  LAYER_1(false, "pictures", c -> c.participant().subscriber().pictures(1), "1"),
  /** Pictures received in the largest size. */
  LAYER_2(false, "pictures", c -> c.participant().subscriber().pictures(2), "2"),
  /** Pictures not sent because the receiver's link does not take them. */
  PAUSED(false, "pictures.paused", c -> paused(c, Pause.BANDWIDTH), "bandwidth"),
  /** Pictures not sent because the server has too much to do. */
  SHED(false, "pictures.paused", c -> paused(c, Pause.SERVER), "server"),
  /** Bytes that wait for their turn. */
  HELD(false, "pacer.bytes", c -> c.participant().subscriber().downlink().heldBytes()),
  /** Receivers whose link takes at most 150 kbit/s. */
  ESTIMATE_150K(false, "receivers.estimate", c -> narrower(c, 150_000), "150000"),
  /** Receivers whose link takes at most 500 kbit/s. */
  ESTIMATE_500K(false, "receivers.estimate", c -> narrower(c, 500_000), "500000"),
  /** Receivers whose link takes at most 2 Mbit/s. */
  ESTIMATE_2M(false, "receivers.estimate", c -> narrower(c, 2_000_000), "2000000"),
  /** Receivers. */
  ESTIMATE_ALL(false, "receivers.estimate", c -> narrower(c, Long.MAX_VALUE), "+Inf"),
  /** Receivers whose link loses at most 1 %. */
  LOSS_1(false, "receivers.loss", c -> cleaner(c, 0.01), "0.01"),
  /** Receivers whose link loses at most 5 %. */
  LOSS_5(false, "receivers.loss", c -> cleaner(c, 0.05), "0.05"),
  /** Receivers whose link loses at most 15 %. */
  LOSS_15(false, "receivers.loss", c -> cleaner(c, 0.15), "0.15"),
  /** Receivers. */
  LOSS_ALL(false, "receivers.loss", c -> cleaner(c, 1), "+Inf");

  private final boolean counts;
  private final String metric;
  private final ToLongFunction<Connection> figure;
  private final List<String> labels;

  MediaFigure(boolean counts, String metric, ToLongFunction<Connection> figure, String... labels) {
    this.counts = counts;
    this.metric = metric;
    this.figure = figure;
    this.labels = List.of(labels);
  }

  /** Whether it only grows; else it is what is so at the moment. */
  public boolean counts() {
    return counts;
  }

  /** The name that it is told under, with dots. */
  public String metric() {
    return metric;
  }

  /** Values of the labels that {@link #labelNames} names. */
  public List<String> labels() {
    return labels;
  }

  /** What tells it from the others of its name. */
  public List<String> labelNames() {
    return switch (metric) {
      case "rtp.packets", "rtp.bytes" -> List.of("direction", "kind");
      case "rtcp.requests" -> List.of("direction", "type");
      case "tracks" -> List.of("source");
      case "transports" -> List.of("protocol");
      case "pictures" -> List.of("layer");
      case "pictures.paused" -> List.of("reason");
      case "receivers.estimate", "receivers.loss" -> List.of("le");
      default -> List.of();
    };
  }

  /** What one connection adds to it. */
  long of(Connection connection) {
    return figure.applyAsLong(connection);
  }

  private static long published(Connection connection, boolean audio, boolean inBytes) {
    long sum = 0;
    for (PublishedTrack track : connection.participant().publisher().tracks()) {
      if (track.source().audio() == audio) {
        sum += inBytes ? track.bytes() : track.packets();
      }
    }
    return sum;
  }

  private static long packets(Connection connection, PacketKind kind) {
    return connection.participant().subscriber().downlink().packets(kind);
  }

  private static long bytes(Connection connection, PacketKind kind) {
    return connection.participant().subscriber().downlink().bytes(kind);
  }

  private static long tracks(Connection connection, Source source) {
    PublishedTrack track = connection.participant().publisher().track(source);
    return track != null && track.allowed() && track.packets() > 0 ? 1 : 0;
  }

  private static long paused(Connection connection, Pause why) {
    return connection.participant().subscriber().paused(why);
  }

  private static long over(Connection connection, boolean tcp) {
    Flow flow = connection.peer().selected();
    return flow != null && flow.tcp() == tcp ? 1 : 0;
  }

  private static long narrower(Connection connection, long bps) {
    return receives(connection) && link(connection).estimateBps() <= bps ? 1 : 0;
  }

  private static long cleaner(Connection connection, double share) {
    return receives(connection) && link(connection).lossShare() <= share ? 1 : 0;
  }

  private static boolean receives(Connection connection) {
    return connection.peer().sendable();
  }

  private static BandwidthEstimator link(Connection connection) {
    return connection.participant().subscriber().downlink().estimator();
  }
}
