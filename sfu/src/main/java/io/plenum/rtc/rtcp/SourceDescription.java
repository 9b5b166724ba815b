package io.plenum.rtc.rtcp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Names of sources (RFC 3550, section 6.5).
 *
 * @param chunks one per source, at most 31
 */
public record SourceDescription(List<Chunk> chunks) implements RtcpPacket {
  /** The canonical name, the item that every source must send (RFC 3550, section 6.5.1). */
  public static final int CNAME = 1;

  public SourceDescription {
    Limits.atMost("chunks", chunks.size(), Limits.MAX_COUNT);
    chunks = List.copyOf(chunks);
  }

  /** The description of one source by its canonical name alone. */
  public static SourceDescription cname(int ssrc, String name) {
    return new SourceDescription(List.of(new Chunk(ssrc, List.of(new Item(CNAME, name)))));
  }

  /** What is said about one source. */
  public record Chunk(int ssrc, List<Item> items) {
    public Chunk {
      items = List.copyOf(items);
    }
  }

  /**
   * One item.
   *
   * @param type 1 to 255
   * @param text at most 255 bytes of UTF-8
   */
  public record Item(int type, String text) {
    public Item {
      Limits.unsigned("type", type, 8);
      if (type == 0) {
        throw new IllegalArgumentException("type 0 ends a chunk");
      }
      Limits.atMost("bytes of text", text.getBytes(StandardCharsets.UTF_8).length, 255);
    }
  }
}
