package io.plenum.signaling.file;

import io.plenum.storage.database.Database;
import io.plenum.storage.object.ObjectFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is left of dead files: the object first, then the row. Any thread may call. */
record Burials(Database database, Cells cells) {
  private static final Logger log = LoggerFactory.getLogger(Burials.class);

  /** Deletes a dead file's object, then its row. False: the store is down; later again. */
  boolean bury(FileRows.Remnant dead) {
    try {
      cells.store(dead.cell()).delete(dead.object());
    } catch (ObjectFault | FileRefused e) {
      log.warn("A deleted file's content waits for the next sweep: {}", e.toString());
      return false;
    }
    database.write(
        handle -> {
          FileRows.forget(handle, dead.id());
          return null;
        });
    return true;
  }
}
