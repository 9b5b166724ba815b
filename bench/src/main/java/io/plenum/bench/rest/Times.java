package io.plenum.bench.rest;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import org.HdrHistogram.Histogram;

/** Percentiles as results have them: in ms, to a hundredth. */
final class Times {
  private Times() {}

  /** Of all these together, in µs. */
  static JsonObject of(Collection<Histogram> timesUs) {
    Histogram all = new Histogram(3);
    timesUs.forEach(all::add);
    return of(all);
  }

  static JsonObject of(Histogram timesUs) {
    return new JsonObject()
        .put("requests", timesUs.getTotalCount())
        .put("msP50", ms(timesUs, 50))
        .put("msP99", ms(timesUs, 99))
        .put("msP999", ms(timesUs, 99.9))
        .put("msMax", Math.round(timesUs.getMaxValue() / 10.0) / 100.0);
  }

  private static double ms(Histogram timesUs, double percentile) {
    return Math.round(timesUs.getValueAtPercentile(percentile) / 10.0) / 100.0;
  }
}
