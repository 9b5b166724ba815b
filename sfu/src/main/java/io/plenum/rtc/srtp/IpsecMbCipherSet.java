package io.plenum.rtc.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ciphers by {@link IpsecMb} in memory of one owner's, which its thread makes and frees. What is no
 * AEAD is the JDK's: the library has counter mode by its job queue only, and no browser of today
 * ends up there.
 */
final class IpsecMbCipherSet implements CipherSet {
  private final IpsecMb library;
  private final AtomicInteger held;
  private final Arena arena = Arena.ofConfined();
  private final IpsecMbScratch scratch;
  private final List<MemorySegment> schedules = new ArrayList<>();
  private boolean closed;

  /**
   * An empty set.
   *
   * @param held counts the sets that are open
   */
  IpsecMbCipherSet(IpsecMb library, AtomicInteger held) {
    this.library = library;
    this.held = held;
    this.scratch = new IpsecMbScratch(arena);
    held.incrementAndGet();
  }

  @Override
  public PacketCipher cipher(SrtpProfile profile, SessionKeys keys) {
    return profile.aead()
        ? new IpsecMbGcm(library, keys, schedule(keys), scratch)
        : new CounterModeCipher(keys, new PacketCipher.Scratch());
  }

  private MemorySegment schedule(SessionKeys keys) {
    MemorySegment schedule = arena.allocate(IpsecMb.SCHEDULE_BYTES, IpsecMb.ALIGNMENT);
    library.expand(keys.encryption(), schedule, scratch.packet);
    scratch.wipe();
    schedules.add(schedule);
    return schedule;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      schedules.forEach(schedule -> schedule.fill((byte) 0));
      scratch.wipe();
      arena.close();
      held.decrementAndGet();
    }
  }
}
