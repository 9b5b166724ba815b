package io.plenum.bench.compare;

import java.util.List;
import java.util.Locale;

/** Bars as an SVG image for the documentation. Stateless. */
final class ResultPlot {
  private static final int WIDTH = 720;
  private static final int LABEL_WIDTH = 260;
  private static final int BAR_WIDTH = WIDTH - LABEL_WIDTH - 80;
  private static final int LINE = 22;
  private static final int TOP = 40;

  private ResultPlot() {}

  /** A bar. */
  record Bar(String label, double value) {}

  /** The whole image; {@code unit} stands behind each value. */
  static String svg(String title, String unit, List<Bar> bars) {
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
    StringBuilder text = new StringBuilder();
    int height = TOP + bars.size() * LINE + 10;
    text.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"13\">%n",
            WIDTH,
            height));
    text.append(String.format(Locale.ROOT, "<title>%s</title>%n", escaped(title)));
    text.append(
        String.format(
            Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n", WIDTH, height));
    text.append(
        String.format(
            Locale.ROOT,
            "<text x=\"10\" y=\"22\" font-weight=\"bold\">%s</text>%n",
            escaped(title)));
    for (int i = 0; i < bars.size(); i++) {
      text.append(bar(bars.get(i), TOP + i * LINE, most, unit));
    }
    return text.append("</svg>\n").toString();
  }

  private static String bar(Bar bar, int top, double most, String unit) {
    int length = most == 0 ? 0 : (int) Math.round(bar.value() / most * BAR_WIDTH);
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
            + "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\" fill=\"#36c\"/>"
            + "<text x=\"%d\" y=\"%d\">%.2f %s</text>%n",
        LABEL_WIDTH - 8,
        top + 12,
        escaped(bar.label()),
        LABEL_WIDTH,
        top,
        length,
        LABEL_WIDTH + length + 6,
        top + 12,
        bar.value(),
        unit);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
