package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plenum.sfu.loop.MediaConfig;
import io.plenum.sfu.loop.MediaServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/metrics.md names what is told, and nothing else. */
class MediaMetricsTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");
  private static final Pattern NAMED = Pattern.compile("(?m)^\\| `(plenum_media_\\w+)` ");
  private static final Pattern TOLD = Pattern.compile("(?m)^(plenum_media_\\w+)[{ ]");
  private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

  @Test
  @Tag("V-5")
  void namesEveryMetric_andNoOther() throws IOException {
    assertThat(found(NAMED, Files.readString(PAGE))).isEqualTo(found(TOLD, scrape()));
  }

  @Test
  void namesNobody() throws IOException {
    assertThat(found(LABEL, scrape()))
        .containsExactlyInAnyOrder(
            "direction",
            "kind",
            "type",
            "reason",
            "source",
            "protocol",
            "layer",
            "le",
            "loop",
            "path",
            "provider");
  }

  private static String scrape() throws IOException {
    MediaConfig config =
        new MediaConfig(List.of(InetAddress.getLoopbackAddress()), Optional.empty(), 0, true, 2);
    try (MediaServer media = MediaServer.start(config)) {
      PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      MediaMetrics.bind(media, metrics);
      return metrics.scrape();
    }
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> all = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }
}
