package io.plenum.rtc.rtcp;

/**
 * Status symbols of transport-wide feedback and the two kinds of chunk that carry them
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01, sections 3.1.1 to 3.1.4).
 *
 * <pre>
 *  run length:     |0| symbol:2 | run:13 |
 *  vector:         |1|0| 14 symbols of 1 bit |   0 not received, 1 small delta
 *  vector:         |1|1|  7 symbols of 2 bits |
 * </pre>
 */
final class StatusChunk {
  static final int NOT_RECEIVED = 0;
  static final int SMALL_DELTA = 1;
  static final int LARGE_DELTA = 2;

  /** Longest run of one chunk. */
  static final int MAX_RUN = 0x1FFF;

  static final int ONE_BIT_SYMBOLS = 14;
  static final int TWO_BIT_SYMBOLS = 7;

  private StatusChunk() {}

  static int run(int symbol, int length) {
    return (symbol << 13) | length;
  }

  /** How many symbols the chunk holds. */
  static int size(int chunk) {
    if ((chunk & 0x8000) == 0) {
      return chunk & MAX_RUN;
    }
    return (chunk & 0x4000) == 0 ? ONE_BIT_SYMBOLS : TWO_BIT_SYMBOLS;
  }

  /** The symbol at {@code index}, below {@link #size}; 3 is reserved. */
  static int symbol(int chunk, int index) {
    if ((chunk & 0x8000) == 0) {
      return (chunk >> 13) & 3;
    }
    return (chunk & 0x4000) == 0
        ? (chunk >> (ONE_BIT_SYMBOLS - 1 - index)) & 1
        : (chunk >> (2 * (TWO_BIT_SYMBOLS - 1 - index))) & 3;
  }

  /** A vector of the {@code count} symbols from {@code from} on; the rest is not received. */
  static int vector(byte[] symbols, int from, int count, boolean twoBits) {
    int size = twoBits ? TWO_BIT_SYMBOLS : ONE_BIT_SYMBOLS;
    int chunk = twoBits ? 0b11 : 0b10;
    int bits = twoBits ? 2 : 1;
    for (int i = 0; i < size; i++) {
      chunk = (chunk << bits) | (i < count ? symbols[from + i] : NOT_RECEIVED);
    }
    return chunk;
  }
}
