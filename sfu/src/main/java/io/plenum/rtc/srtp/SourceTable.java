package io.plenum.rtc.srtp;

import java.util.Arrays;

/**
 * What one direction remembers of each SSRC: the highest packet index and which of the {@link
 * #WINDOW} indexes up to it were used (RFC 3711 section 3.3.2). Open addressing over plain arrays:
 * looking up allocates nothing, and entries are never removed, because forgetting an SSRC would
 * accept its old packets again, or use its nonces twice. Confined to its owner.
 */
final class SourceTable {
  /**
   * SSRCs remembered per direction and protocol; one more is refused. A browser uses two for each
   * encoding that it sends. At the limit a table takes about 290 kB.
   */
  static final int MAX_SOURCES = 1024;

  /**
   * Indexes remembered behind the highest. RFC 3711 section 3.3.2 asks for at least 64; 1,024 is
   * about one second of a 10 Mbit/s video.
   */
  static final int WINDOW = 1024;

  private static final int WORDS = WINDOW / Long.SIZE;
  private static final int INITIAL_SLOTS = 16;
  private static final int GOLDEN = 0x9E3779B9; // 2^32 / golden ratio: spreads neighbouring SSRCs

  private int[] ssrcs = new int[INITIAL_SLOTS];
  private boolean[] used = new boolean[INITIAL_SLOTS];
  private long[] highest = new long[INITIAL_SLOTS];
  private long[] windows = new long[INITIAL_SLOTS * WORDS];
  private int size;

  /** The slot of {@code ssrc}, or -1. Valid until the next {@link #add}. */
  int find(int ssrc) {
    int slot = probe(ssrc);
    return used[slot] ? slot : -1;
  }

  /** Whether an unknown SSRC can still be added. */
  boolean full() {
    return size == MAX_SOURCES;
  }

  /** Number of SSRCs remembered. */
  int size() {
    return size;
  }

  /** The highest index used by the SSRC in {@code slot}. */
  long highest(int slot) {
    return highest[slot];
  }

  /** {@code OK} if {@code index} is new to the SSRC in {@code slot}; changes nothing. */
  SrtpStatus check(int slot, long index) {
    long behind = highest[slot] - index;
    if (behind < 0) {
      return SrtpStatus.OK;
    }
    if (behind >= WINDOW) {
      return SrtpStatus.TOO_OLD;
    }
    boolean seen = (windows[word(slot, index)] & bit(index)) != 0;
    return seen ? SrtpStatus.REPLAYED : SrtpStatus.OK;
  }

  /** Remembers that {@code index} is used; {@link #check} said OK. */
  void mark(int slot, long index) {
    long ahead = index - highest[slot];
    if (ahead >= WINDOW) {
      Arrays.fill(windows, slot * WORDS, (slot + 1) * WORDS, 0);
    } else {
      for (long skipped = highest[slot] + 1; skipped <= index; skipped++) {
        windows[word(slot, skipped)] &= ~bit(skipped);
      }
    }
    windows[word(slot, index)] |= bit(index);
    highest[slot] = Math.max(highest[slot], index);
  }

  /** Adds an unknown SSRC whose first index is {@code index}; the table is not {@link #full}. */
  void add(int ssrc, long index) {
    if (2 * (size + 1) > ssrcs.length) {
      grow();
    }
    int slot = probe(ssrc);
    used[slot] = true;
    ssrcs[slot] = ssrc;
    highest[slot] = index;
    windows[word(slot, index)] |= bit(index);
    size++;
  }

  private int probe(int ssrc) {
    int mask = ssrcs.length - 1;
    int slot = (ssrc * GOLDEN) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(ssrcs.length));
    while (used[slot] && ssrcs[slot] != ssrc) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    SourceTable old = new SourceTable();
    old.ssrcs = ssrcs;
    old.used = used;
    old.highest = highest;
    old.windows = windows;
    int slots = 2 * ssrcs.length;
    ssrcs = new int[slots];
    used = new boolean[slots];
    highest = new long[slots];
    windows = new long[slots * WORDS];
    for (int from = 0; from < old.ssrcs.length; from++) {
      if (old.used[from]) {
        moveFrom(old, from);
      }
    }
  }

  private void moveFrom(SourceTable old, int from) {
    int to = probe(old.ssrcs[from]);
    used[to] = true;
    ssrcs[to] = old.ssrcs[from];
    highest[to] = old.highest[from];
    System.arraycopy(old.windows, from * WORDS, windows, to * WORDS, WORDS);
  }

  private static int word(int slot, long index) {
    return slot * WORDS + (int) (index / Long.SIZE % WORDS);
  }

  private static long bit(long index) {
    return 1L << index;
  }
}
