package io.plenum.sfu.publish;

/**
 * Which SSRC belongs to which stream, and whether it carries the stream itself or retransmissions.
 * Found once, an SSRC stays latched. Small, so plain arrays are searched; nothing is allocated.
 *
 * <p>Confined to the room's loop.
 */
final class StreamDirectory {
  /** Four sources, video with three encodings each, all with retransmissions: 14; and spare. */
  static final int MAX_SSRCS = 32;

  private final int[] ssrcs = new int[MAX_SSRCS];
  private final PublishedStream[] streams = new PublishedStream[MAX_SSRCS];
  private final boolean[] repairs = new boolean[MAX_SSRCS];
  private int count;

  /** The entry of {@code ssrc}, or -1. Good until the directory changes. */
  int find(int ssrc) {
    for (int i = 0; i < count; i++) {
      if (ssrcs[i] == ssrc) {
        return i;
      }
    }
    return -1;
  }

  PublishedStream stream(int entry) {
    return streams[entry];
  }

  /** Whether the entry's packets are retransmissions. */
  boolean repair(int entry) {
    return repairs[entry];
  }

  /** Adds an SSRC that is not here yet; its entry, or -1 if the directory is full. */
  int add(int ssrc, PublishedStream stream, boolean repair) {
    if (count == MAX_SSRCS) {
      return -1;
    }
    ssrcs[count] = ssrc;
    streams[count] = stream;
    repairs[count] = repair;
    return count++;
  }

  /** Removes {@code stream}'s own SSRC, or that of its retransmissions. */
  void remove(PublishedStream stream, boolean repair) {
    for (int i = 0; i < count; i++) {
      if (streams[i] == stream && repairs[i] == repair) {
        count--;
        ssrcs[i] = ssrcs[count];
        streams[i] = streams[count];
        repairs[i] = repairs[count];
        streams[count] = null;
        i--;
      }
    }
  }

  int size() {
    return count;
  }
}
