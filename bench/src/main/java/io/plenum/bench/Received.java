package io.plenum.bench;

import org.HdrHistogram.Histogram;

/**
 * What receivers have seen in the measured time.
 *
 * @param delaysNs from the beginning of a frame's burst to each packet of it
 * @param streams that brought something
 * @param packets received, each once, no retransmission
 * @param lost numbers of the streams that did not come
 */
record Received(Histogram delaysNs, int streams, long packets, long lost) {
  /** This and {@code other}; the histogram is one of its own. */
  Received plus(Received other) {
    Histogram all = delaysNs.copy();
    all.add(other.delaysNs);
    return new Received(all, streams + other.streams, packets + other.packets, lost + other.lost);
  }

  /** 0 to 1. */
  double lossRate() {
    return packets + lost == 0 ? 0 : (double) lost / (packets + lost);
  }

  /** In ms, to a microsecond. */
  double delayMs(double percentile) {
    return Math.round(delaysNs.getValueAtPercentile(percentile) / 1e3) / 1e3;
  }
}
