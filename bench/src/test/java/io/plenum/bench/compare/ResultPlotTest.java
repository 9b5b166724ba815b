package io.plenum.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultPlotTest {
  @Test
  void drawsBarsInProportion_andEscapesText() {
    String svg =
        ResultPlot.svg(
            "a < b",
            "ms",
            List.of(new ResultPlot.Bar("one & two", 5), new ResultPlot.Bar("three", 10)));

    assertThat(svg)
        .contains("a &lt; b", "one &amp; two", "5.00 ms", "10.00 ms")
        .contains("width=\"190\"", "width=\"380\"");
  }

  @Test
  void drawsNothing_whereThereIsNothing() {
    assertThat(ResultPlot.svg("t", "ms", List.of())).startsWith("<svg").endsWith("</svg>\n");
  }
}
