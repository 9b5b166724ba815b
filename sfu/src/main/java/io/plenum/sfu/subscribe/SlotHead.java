package io.plenum.sfu.subscribe;

/**
 * What a packet has of its own in one slot. Set anew for packet after packet; confined to the
 * room's loop.
 */
final class SlotHead {
  private long sequence;
  private long timestamp;
  private long rewrite;

  /**
   * Says all.
   *
   * @param newSequence the slot's number, of which the low 16 bits go out
   * @param newTimestamp of which the low 32 bits go out
   * @param newRewrite how the packet is changed: a {@link io.plenum.rtc.codec.PacketRewrite}
   */
  void set(long newSequence, long newTimestamp, long newRewrite) {
    sequence = newSequence;
    timestamp = newTimestamp;
    rewrite = newRewrite;
  }

  long sequence() {
    return sequence;
  }

  long timestamp() {
    return timestamp;
  }

  long rewrite() {
    return rewrite;
  }
}
