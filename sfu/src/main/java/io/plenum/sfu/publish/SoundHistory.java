package io.plenum.sfu.publish;

import io.plenum.rtc.codec.OpusPacket;
import io.plenum.rtc.codec.RedView;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The latest sounds of one published stream by their numbers, without redundancy (RFC 2198): what
 * its packets brought, and what was lost on the way here but came along as a copy in a later one.
 * From it each receiver gets as much redundancy as its own link needs, whatever was published.
 *
 * <p>A ring of {@link #DEPTH} numbers; nothing is allocated per packet. Confined to the room's
 * loop.
 */
public final class SoundHistory {
  /** Sounds kept: 320 ms at 20 ms each, about what the age of a copy can say. */
  public static final int DEPTH = 16;

  private static final int MASK = DEPTH - 1;
  private static final long NONE = -1;

  private final int redundancy;
  private final int repeated;
  private final RedView red = new RedView();
  private final long[] sequences = new long[DEPTH];
  private final long[] timestamps = new long[DEPTH];
  private long first = NONE;
  private final int[] lengths = new int[DEPTH];
  private MemorySegment memory = MemorySegment.NULL;

  /** Nothing yet of a stream of {@code media}. */
  SoundHistory(NegotiatedMedia media) {
    Codec found = media.codecs().stream().filter(Codec::redundancy).findFirst().orElse(null);
    redundancy = found == null ? -1 : found.payloadType();
    repeated = found == null ? -1 : found.repeatedPayloadType();
    clear();
  }

  /**
   * Keeps what {@code packet} brought.
   *
   * @param sequence its unwrapped number
   * @return false if it is redundant audio that cannot be read
   */
  boolean take(RtpView packet, long sequence) {
    first = first == NONE ? sequence : first;
    if (!redundant(packet)) {
      long at = packet.payloadOffset();
      put(sequence, packet.timestamp(), packet.memory(), at, packet.payloadLength());
      return true;
    }
    if (!red.wrap(packet.memory(), packet.payloadOffset(), packet.payloadLength())
        || red.primaryPayloadType() != repeated) {
      return false;
    }
    long at = red.primaryOffset();
    put(sequence, packet.timestamp(), packet.memory(), at, red.primaryLength());
    recover(packet, sequence);
    return true;
  }

  /** Whether the publisher sent {@code packet} with redundancy. */
  public boolean redundant(RtpView packet) {
    return packet.payloadType() == redundancy;
  }

  /**
   * Copies have a time, but no number. Those that follow each other without a gap up to the packet
   * have the numbers before its own; where silence lies between, nobody can tell. What was said
   * before the first packet is nobody's: it may have been said while muted.
   */
  private void recover(RtpView packet, long sequence) {
    long number = sequence;
    long next = packet.timestamp();
    for (int i = red.copies() - 1; i >= 0; i--) {
      long timestamp = Wrapping.BITS_32.wrap(packet.timestamp() - red.timestampOffset(i));
      int samples = OpusPacket.samples(packet.memory(), red.copyOffset(i), red.copyLength(i));
      boolean adjoins = samples > 0 && Wrapping.BITS_32.distance(timestamp, next) == samples;
      if (red.copyPayloadType(i) != repeated || !adjoins || --number < first) {
        return;
      }
      next = timestamp;
      put(number, timestamp, packet.memory(), red.copyOffset(i), red.copyLength(i));
    }
  }

  /** Keeps a sound, unless it is here or a later one has taken its place. */
  private void put(long sequence, long timestamp, MemorySegment from, long at, int length) {
    int index = (int) (sequence & MASK);
    if (sequences[index] >= sequence) {
      return;
    }
    if (memory.byteSize() == 0) {
      memory = MemorySegment.ofArray(new byte[DEPTH * Publisher.MAX_PAYLOAD_BYTES]);
    }
    MemorySegment.copy(from, at, memory, place(index), length);
    sequences[index] = sequence;
    timestamps[index] = timestamp;
    lengths[index] = length;
  }

  /**
   * Looks sound {@code sequence} up.
   *
   * @param into is set to its bytes, good until the next packet
   * @return whether it is here
   */
  public boolean find(long sequence, Span into) {
    int index = (int) (sequence & MASK);
    if (sequences[index] != sequence) {
      return false;
    }
    into.set(memory, place(index), lengths[index], lengths[index]);
    return true;
  }

  /** The RTP timestamp of sound {@code sequence}; good if {@link #find} has found it. */
  public long timestamp(long sequence) {
    return timestamps[(int) (sequence & MASK)];
  }

  /** Forgets everything: what comes next does not continue it. */
  void clear() {
    Arrays.fill(sequences, NONE);
    first = NONE;
  }

  private static long place(int index) {
    return (long) index * Publisher.MAX_PAYLOAD_BYTES;
  }
}
