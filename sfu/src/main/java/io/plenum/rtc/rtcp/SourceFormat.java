package io.plenum.rtc.rtcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Source descriptions and goodbyes (RFC 3550, sections 6.5 and 6.6).
 *
 * <pre>
 *  SDES: | ssrc | type:8 | length:8 | text … | 0 … to a word |   × count
 *  BYE:  | ssrc | × count | length:8 | reason … |                reason optional
 * </pre>
 */
final class SourceFormat {
  private SourceFormat() {}

  static SourceDescription readDescription(int count, RtcpInput from) {
    List<SourceDescription.Chunk> chunks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      SourceDescription.Chunk chunk = readChunk(from);
      if (chunk == null) {
        return null;
      }
      chunks.add(chunk);
    }
    return new SourceDescription(chunks);
  }

  private static SourceDescription.Chunk readChunk(RtcpInput from) {
    if (!from.has(4)) {
      return null;
    }
    int ssrc = from.s32();
    List<SourceDescription.Item> items = new ArrayList<>();
    while (from.has(1)) {
      int type = from.u8();
      if (type == 0) {
        from.align();
        return new SourceDescription.Chunk(ssrc, items);
      }
      String text = readText(from);
      if (text == null) {
        return null;
      }
      items.add(new SourceDescription.Item(type, text));
    }
    return null; // the list of items is not ended
  }

  static Bye readBye(int count, RtcpInput from) {
    if (!from.has(4L * count)) {
      return null;
    }
    List<Integer> ssrcs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ssrcs.add(from.s32());
    }
    String reason = from.has(1) ? readText(from) : "";
    return reason == null ? null : new Bye(ssrcs, reason);
  }

  /** A text behind its length; null if it is cut off or not UTF-8 (RFC 3550, section 6.5). */
  private static String readText(RtcpInput from) {
    if (!from.has(1)) {
      return null;
    }
    int length = from.u8();
    if (!from.has(length)) {
      return null;
    }
    byte[] bytes = from.bytes(length);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8)) ? text : null;
  }

  static void write(SourceDescription description, RtcpOutput to) {
    to.begin(RtcpType.SOURCE_DESCRIPTION, description.chunks().size());
    for (SourceDescription.Chunk chunk : description.chunks()) {
      to.u32(chunk.ssrc());
      for (SourceDescription.Item item : chunk.items()) {
        to.u8(item.type());
        writeText(item.text(), to);
      }
      to.u8(0);
      to.align();
    }
  }

  static void write(Bye bye, RtcpOutput to) {
    to.begin(RtcpType.BYE, bye.ssrcs().size());
    for (int ssrc : bye.ssrcs()) {
      to.u32(ssrc);
    }
    if (!bye.reason().isEmpty()) {
      writeText(bye.reason(), to);
    }
  }

  private static void writeText(String text, RtcpOutput to) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.u8(bytes.length);
    to.bytes(bytes);
  }
}
