package io.plenum.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.plenum.rtc.peer.DisconnectReason;
import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.sfu.loop.LoopSnapshot;
import io.plenum.sfu.loop.MediaFigure;
import io.plenum.sfu.loop.MediaServer;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.sfu.net.EdgeCounters;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Shows the figures of the media plane to the metrics of the node (docs/metrics.md). */
final class MediaMetrics {
  private static final double SECOND_NS = 1e9;

  private final MediaServer media;
  private final MeterRegistry metrics;

  private MediaMetrics(MediaServer media, MeterRegistry metrics) {
    this.media = media;
    this.metrics = metrics;
  }

  static void bind(MediaServer media, MeterRegistry metrics) {
    MediaMetrics binding = new MediaMetrics(media, metrics);
    binding.server();
    binding.loops();
    binding.sends();
    binding.relay();
    binding.refused();
    for (MediaFigure figure : MediaFigure.values()) {
      binding.figure(figure);
    }
  }

  private void server() {
    gauge("rooms", Tags.empty(), LoopSnapshot::rooms);
    gauge("participants", Tags.empty(), LoopSnapshot::participants);
    gauge("tcp.connections", Tags.empty(), LoopSnapshot::tcpConnections);
    for (CipherProvider provider : CipherProvider.values()) {
      Gauge.builder(
              "plenum.media.cipher",
              media,
              server -> server.snapshot().cipher() == provider ? 1 : 0)
          .tags(Tags.of("provider", provider.text()))
          .register(metrics);
    }
    Gauge.builder("plenum.media.public.addresses", media, server -> server.publicAddresses().size())
        .register(metrics);
    counter("datagrams", Tags.of("direction", "in"), LoopSnapshot::datagramsIn);
    counter("datagrams", Tags.of("direction", "out"), LoopSnapshot::datagramsOut);
    counter("bytes", Tags.of("direction", "in"), LoopSnapshot::bytesIn);
    counter("bytes", Tags.of("direction", "out"), LoopSnapshot::bytesOut);
  }

  /** How datagrams leave: by which path, and how many by one message. */
  private void sends() {
    for (DatagramPath path : DatagramPath.values()) {
      gauge("loops", Tags.of("path", path.text()), loop -> loop.sends().path() == path ? 1 : 0);
    }
    for (int i = 0; i < EdgeCounters.SEND_SIZES.size(); i++) {
      int size = i;
      counter(
          "sends",
          Tags.of("le", EdgeCounters.SEND_SIZES.get(i).toString()),
          loop -> loop.sends().messages().get(size));
    }
    counter("offload.refused", Tags.empty(), loop -> loop.sends().offloadsRefused());
  }

  private void loops() {
    for (int i = 0; i < media.snapshot().loops().size(); i++) {
      int loop = i;
      Tags tags = Tags.of("loop", Integer.toString(loop));
      FunctionCounter.builder(
              "plenum.media.loop.busy.seconds",
              media,
              server -> server.snapshot().loops().get(loop).busyNs() / SECOND_NS)
          .tags(tags)
          .register(metrics);
      Gauge.builder(
              "plenum.media.loop.overload",
              media,
              server -> server.snapshot().loops().get(loop).overload())
          .tags(tags)
          .register(metrics);
      Gauge.builder(
              "plenum.media.loop.commands",
              media,
              server -> server.snapshot().loops().get(loop).commands())
          .tags(tags)
          .register(metrics);
    }
  }

  private void relay() {
    gauge("relay.links", Tags.empty(), LoopSnapshot::links);
    counter("relay.opened", Tags.empty(), LoopSnapshot::linksOpened);
    counter("relay.packets", Tags.of("direction", "in"), LoopSnapshot::relayedIn);
    counter("relay.packets", Tags.of("direction", "out"), LoopSnapshot::relayedOut);
    counter("relay.dropped", Tags.of("kind", "audio"), LoopSnapshot::relayDroppedAudio);
    counter("relay.dropped", Tags.of("kind", "video"), LoopSnapshot::relayDroppedVideo);
  }

  private void refused() {
    counter("refused.commands", Tags.empty(), LoopSnapshot::refusedCommands);
    for (String reason : media.rejectReasons()) {
      counter(
          "rejected", Tags.of("reason", reason), loop -> loop.rejected().getOrDefault(reason, 0L));
    }
    for (DisconnectReason reason : DisconnectReason.values()) {
      counter(
          "disconnects",
          Tags.of("reason", reason.name().toLowerCase(Locale.ROOT)),
          loop -> loop.disconnected().getOrDefault(reason, 0L));
    }
  }

  private void figure(MediaFigure figure) {
    Tags tags = Tags.empty();
    for (int i = 0; i < figure.labels().size(); i++) {
      tags = tags.and(figure.labelNames().get(i), figure.labels().get(i));
    }
    ToLongFunction<LoopSnapshot> sum = loop -> loop.figures().getOrDefault(figure, 0L);
    if (figure.counts()) {
      counter(figure.metric(), tags, sum);
    } else {
      gauge(figure.metric(), tags, sum);
    }
  }

  private void gauge(String name, Tags tags, ToLongFunction<LoopSnapshot> figure) {
    Gauge.builder("plenum.media." + name, media, server -> sum(server, figure))
        .tags(tags)
        .register(metrics);
  }

  private void counter(String name, Tags tags, ToLongFunction<LoopSnapshot> figure) {
    FunctionCounter.builder("plenum.media." + name, media, server -> sum(server, figure))
        .tags(tags)
        .register(metrics);
  }

  private static double sum(MediaServer media, ToLongFunction<LoopSnapshot> figure) {
    return media.snapshot().loops().stream().mapToLong(figure).sum();
  }
}
