package io.plenum.sfu.pacing;

import io.plenum.sfu.state.State;
import java.util.BitSet;

/**
 * Sizes and times of the packets of one kind that wait; a ring, made for the first that does.
 * Confined to the room's loop.
 */
final class HoldQueue {
  /** Packets of a kind that wait at most: {@link Pacer#MAX_HOLD_NS} of 40 Mbit/s. */
  static final int SIZE = 1 << 10;

  /** Bytes of a kind that wait at most; {@link HeldPackets} has room for so many. */
  static final int MAX_BYTES = HeldPackets.SIZE_BYTES - (1 << 13);

  private static final int MASK = SIZE - 1;
  private static final double SECOND_NS = 1e9;

  private int[] sizes;
  private long[] heldNs;
  private int head;
  private int count;
  private long bytes;

  /** Whether a packet of {@code sizeBytes} has no room. */
  boolean full(int sizeBytes) {
    return count == SIZE || bytes + sizeBytes > MAX_BYTES;
  }

  /** Whether it is full but for a quarter: then waiting has to end. */
  boolean crowded() {
    return count > SIZE / 4 * 3 || bytes > MAX_BYTES / 4 * 3;
  }

  boolean empty() {
    return count == 0;
  }

  private void begin() {
    if (sizes == null) {
      heldNs = new long[SIZE];
      sizes = new int[SIZE]; // last: without memory for both, there is none of them
    }
  }

  /** Adds a packet; not to be called when full. */
  void add(int sizeBytes, long nowNs) {
    begin();
    int index = (head + count) & MASK;
    sizes[index] = sizeBytes;
    heldNs[index] = nowNs;
    count++;
    bytes += sizeBytes;
  }

  /** Removes the first packet and answers its size; not to be called when empty. */
  int remove() {
    int size = sizes[head];
    head = (head + 1) & MASK;
    count--;
    bytes -= size;
    return size;
  }

  /** Removes those at {@code places}, from 0; the others keep their order and their times. */
  void remove(BitSet places) {
    int kept = 0;
    for (int place = 0; place < count; place++) {
      int from = (head + place) & MASK;
      if (places.get(place)) {
        bytes -= sizes[from];
      } else {
        int to = (head + kept++) & MASK;
        sizes[to] = sizes[from];
        heldNs[to] = heldNs[from];
      }
    }
    count = kept;
  }

  /**
   * The least rate at which none of them waits longer than {@link Pacer#MAX_HOLD_NS}, bits per
   * second; 0 if there is none.
   *
   * @param bytesBefore that leave before the first
   */
  double leastBps(long bytesBefore, long nowNs) {
    double most = 0;
    long ahead = bytesBefore;
    for (int place = 0; place < count; place++) {
      int index = (head + place) & MASK;
      ahead += sizes[index];
      long leftNs = Math.max(heldNs[index] + Pacer.MAX_HOLD_NS - nowNs, Pacer.BURST_NS);
      most = Math.max(most, ahead * 8 * SECOND_NS / leftNs);
    }
    return most;
  }

  /** The size of the {@code place}th packet that waits, from 0. */
  int size(int place) {
    return sizes[(head + place) & MASK];
  }

  /** Since when the first packet waits; {@link Long#MAX_VALUE} if there is none. */
  long sinceNs() {
    return count == 0 ? Long.MAX_VALUE : heldNs[head];
  }

  /** Bytes that wait. */
  long bytes() {
    return bytes;
  }

  /** Packets that wait. */
  int count() {
    return count;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    count = state.of(count);
    if (count < 0 || count > SIZE) {
      throw new IllegalArgumentException("a queue of " + count);
    }
    if (count > 0) {
      begin();
    }
    long beforeNs = 0;
    for (int i = 0; i < count; i++) {
      int index = (head + i) & MASK;
      sizes[index] = state.of(sizes[index]);
      if (sizes[index] < Downlink.OVERHEAD_BYTES || sizes[index] > MAX_BYTES) {
        throw new IllegalArgumentException("a packet of " + sizes[index]);
      }
      heldNs[index] = state.of(heldNs[index] - beforeNs) + beforeNs;
      beforeNs = heldNs[index];
    }
    bytes = state.of(bytes);
  }
}
