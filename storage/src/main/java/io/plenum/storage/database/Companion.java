package io.plenum.storage.database;

import io.plenum.storage.database.Database.Work;
import java.util.function.Supplier;

/**
 * Work that goes along with every write of a call, first in the same transaction: what must be true
 * exactly if something was written, whatever the call turns out to write.
 */
public final class Companion {
  private static final ScopedValue<Work<?>> GOING = ScopedValue.newInstance();

  private Companion() {}

  /**
   * Makes a call whose writes, as far as this thread asks for them, have company.
   *
   * @param companion what it throws undoes the write and is thrown by it
   */
  public static <R> R along(Work<?> companion, Supplier<R> call) {
    return ScopedValue.where(GOING, companion).call(call::get);
  }

  /** The work with its company, if this thread has any; for those who are about to run it. */
  static <R> Work<R> join(Work<R> work) {
    if (!GOING.isBound()) {
      return work;
    }
    Work<?> companion = GOING.get();
    return handle -> {
      companion.on(handle);
      return work.on(handle);
    };
  }
}
