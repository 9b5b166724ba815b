package io.plenum.storage.database;

/** Too much waits for the database already; the task was not started. Try again later. */
public final class StoreBusy extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreBusy(int waiting) {
    super("The database is busy: " + waiting + " tasks are waiting");
  }
}
