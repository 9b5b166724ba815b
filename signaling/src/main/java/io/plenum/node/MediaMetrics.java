package io.plenum.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.plenum.sfu.loop.LoopSnapshot;
import io.plenum.sfu.loop.MediaServer;
import java.util.function.ToLongFunction;

/** Shows the figures of the media plane, over all loops, to the metrics of the node. */
final class MediaMetrics {
  private MediaMetrics() {}

  static void bind(MediaServer media, MeterRegistry metrics) {
    gauge(metrics, media, "plenum.media.rooms", "Rooms with somebody in them", LoopSnapshot::rooms);
    gauge(
        metrics,
        media,
        "plenum.media.participants",
        "Media transports, connected or on the way",
        LoopSnapshot::participants);
    gauge(
        metrics,
        media,
        "plenum.media.tcp.connections",
        "TCP connections for media, those that are nobody's yet too",
        LoopSnapshot::tcpConnections);
    counter(metrics, media, "plenum.media.datagrams", "direction", "in", LoopSnapshot::datagramsIn);
    counter(
        metrics, media, "plenum.media.datagrams", "direction", "out", LoopSnapshot::datagramsOut);
    counter(metrics, media, "plenum.media.bytes", "direction", "in", LoopSnapshot::bytesIn);
    counter(metrics, media, "plenum.media.bytes", "direction", "out", LoopSnapshot::bytesOut);
    for (String reason : media.rejectReasons()) {
      counter(
          metrics,
          media,
          "plenum.media.rejected",
          "reason",
          reason,
          loop -> loop.rejected().getOrDefault(reason, 0L));
    }
  }

  private static void gauge(
      MeterRegistry metrics,
      MediaServer media,
      String name,
      String description,
      ToLongFunction<LoopSnapshot> figure) {
    Gauge.builder(name, media, server -> sum(server, figure))
        .description(description)
        .register(metrics);
  }

  private static void counter(
      MeterRegistry metrics,
      MediaServer media,
      String name,
      String tag,
      String value,
      ToLongFunction<LoopSnapshot> figure) {
    FunctionCounter.builder(name, media, server -> sum(server, figure))
        .tag(tag, value)
        .register(metrics);
  }

  private static double sum(MediaServer media, ToLongFunction<LoopSnapshot> figure) {
    return media.snapshot().loops().stream().mapToLong(figure).sum();
  }
}
