package io.plenum.storage.database;

/** Too much waits for the database already; nothing was kept. Try again later. */
public final class StoreBusy extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreBusy(int waiting) {
    this(waiting, null);
  }

  StoreBusy(int waiting, Throwable cause) {
    super("The database is busy: " + waiting + " tasks are waiting", cause);
  }
}
