package io.plenum.rtc.rtcp;

/**
 * Writes transport-wide feedback; the layout is at {@link TransportFeedbackReader}. Each chunk is
 * the one that carries the most of the symbols that are left.
 */
final class TransportFeedbackWriter {
  private static final int MAX_SMALL_DELTA = 255;

  private TransportFeedbackWriter() {}

  static void write(TransportFeedback feedback, RtcpOutput to) {
    to.begin(RtcpType.TRANSPORT_FEEDBACK, RtcpType.TRANSPORT_WIDE);
    to.u32(feedback.senderSsrc());
    to.u32(feedback.mediaSsrc());
    to.u16(feedback.baseSequence());
    to.u16(feedback.statusCount());
    to.u24(feedback.referenceTime());
    to.u8(feedback.feedbackCount());
    writeChunks(symbols(feedback), to);
    for (TransportFeedback.Arrival arrival : feedback.arrivals()) {
      if (small(arrival)) {
        to.u8(arrival.deltaTicks());
      } else {
        to.u16(arrival.deltaTicks());
      }
    }
  }

  private static boolean small(TransportFeedback.Arrival arrival) {
    return arrival.deltaTicks() >= 0 && arrival.deltaTicks() <= MAX_SMALL_DELTA;
  }

  private static byte[] symbols(TransportFeedback feedback) {
    byte[] symbols = new byte[feedback.statusCount()];
    for (TransportFeedback.Arrival arrival : feedback.arrivals()) {
      symbols[arrival.index()] =
          (byte) (small(arrival) ? StatusChunk.SMALL_DELTA : StatusChunk.LARGE_DELTA);
    }
    return symbols;
  }

  private static void writeChunks(byte[] symbols, RtcpOutput to) {
    int at = 0;
    while (at < symbols.length) {
      int left = symbols.length - at;
      int run = run(symbols, at);
      boolean twoBits = largeWithin(symbols, at, StatusChunk.ONE_BIT_SYMBOLS);
      int vector =
          Math.min(left, twoBits ? StatusChunk.TWO_BIT_SYMBOLS : StatusChunk.ONE_BIT_SYMBOLS);
      if (run >= vector) {
        to.u16(StatusChunk.run(symbols[at], run));
        at += run;
      } else {
        to.u16(StatusChunk.vector(symbols, at, vector, twoBits));
        at += vector;
      }
    }
  }

  /** How many symbols from {@code at} on are the same, as far as one chunk reaches. */
  private static int run(byte[] symbols, int at) {
    int end = at;
    while (end < symbols.length && symbols[end] == symbols[at] && end - at < StatusChunk.MAX_RUN) {
      end++;
    }
    return end - at;
  }

  private static boolean largeWithin(byte[] symbols, int at, int count) {
    int end = Math.min(symbols.length, at + count);
    for (int i = at; i < end; i++) {
      if (symbols[i] == StatusChunk.LARGE_DELTA) {
        return true;
      }
    }
    return false;
  }
}
