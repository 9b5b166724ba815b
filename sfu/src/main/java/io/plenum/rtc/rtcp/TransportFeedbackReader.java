package io.plenum.rtc.rtcp;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1).
 *
 * <pre>
 *  | ssrc of sender | ssrc of media |
 *  | base sequence:16 | status count:16 |
 *  | reference time:24 | feedback count:8 |
 *  | status chunk:16 … | delta:8 or 16, one for each arrival … | zeros to a word |
 * </pre>
 */
final class TransportFeedbackReader {
  private static final int FIXED_BYTES = 16;

  private TransportFeedbackReader() {}

  /** The packet, or null if it is malformed. */
  static TransportFeedback read(RtcpInput from) {
    if (!from.has(FIXED_BYTES)) {
      return null;
    }
    int sender = from.s32();
    int media = from.s32();
    int base = from.u16();
    int count = from.u16();
    int reference = from.u24();
    int feedbackCount = from.u8();
    List<Integer> chunks = readChunks(count, from);
    List<TransportFeedback.Arrival> arrivals =
        chunks == null ? null : readArrivals(chunks, count, from);
    return arrivals == null
        ? null
        : new TransportFeedback(sender, media, base, count, reference, feedbackCount, arrivals);
  }

  private static List<Integer> readChunks(int count, RtcpInput from) {
    List<Integer> chunks = new ArrayList<>();
    int symbols = 0;
    while (symbols < count) {
      if (!from.has(2)) {
        return null;
      }
      int chunk = from.u16();
      chunks.add(chunk);
      symbols += StatusChunk.size(chunk);
    }
    return chunks;
  }

  private static List<TransportFeedback.Arrival> readArrivals(
      List<Integer> chunks, int count, RtcpInput from) {
    List<TransportFeedback.Arrival> arrivals = new ArrayList<>();
    int index = 0;
    for (int chunk : chunks) {
      int end = Math.min(count, index + StatusChunk.size(chunk));
      for (int first = index; index < end; index++) {
        int symbol = StatusChunk.symbol(chunk, index - first);
        if (symbol == StatusChunk.NOT_RECEIVED) {
          continue;
        }
        // A delta takes as many bytes as its symbol says; symbol 3 is reserved.
        if (symbol > StatusChunk.LARGE_DELTA || !from.has(symbol)) {
          return null;
        }
        int delta = symbol == StatusChunk.SMALL_DELTA ? from.u8() : (short) from.u16();
        arrivals.add(new TransportFeedback.Arrival(index, delta));
      }
    }
    return arrivals;
  }
}
