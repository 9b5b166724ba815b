package io.plenum.signaling.file;

import io.plenum.signaling.file.FileRows.Remnant;
import io.plenum.storage.database.Database;
import io.plenum.storage.object.ObjectFault;
import io.plenum.storage.object.ObjectName;
import io.plenum.storage.object.ObjectStore;
import io.plenum.storage.object.ObjectStore.Listed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings rows and objects of files together again after crashes, at start and every hour: uploads
 * that nobody finishes, files of meetings that are gone, objects that were to be deleted, rows
 * whose object is missing, objects whose row is. May be interrupted and repeated at any point. Used
 * by one thread.
 */
public final class FileSweep {
  private static final Logger log = LoggerFactory.getLogger(FileSweep.class);

  /**
   * An object that no row names can only come from another time: a database was restored from a
   * backup. It is kept this long, so that a newer backup finds it again.
   */
  static final Duration STRANGER_KEPT = Duration.ofDays(7);

  /** No upload takes longer; older ones are dead. */
  static final Duration UPLOAD_LIMIT = Duration.ofHours(24);

  /** Rows that are looked at in one transaction. */
  private static final int STEP = 500;

  private static final ObjectName ALL = new ObjectName(AttachmentNames.TOP);

  private final Database database;
  private final Files files;
  private final Cells cells;
  private final InstantSource clock;

  public FileSweep(Database database, Files files, Cells cells, InstantSource clock) {
    this.database = database;
    this.files = files;
    this.cells = cells;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param brokenOff uploads that nobody finishes
   * @param buried files whose object and row are gone now
   * @param lost files whose object is missing
   * @param found files that were lost and are there again
   * @param strangers objects that no row names, deleted
   */
  public record Report(int brokenOff, int buried, int lost, int found, int strangers) {}

  /** Sweeps. A store that is down is left out, until the next time. */
  public Report run() {
    int[] brokenOff = {0};
    int[] buried = {0};
    each(
        FileState.UPLOADING,
        upload -> {
          if (!files.uploading(upload.id())) {
            database.write(handle -> FileRows.kill(handle, upload.id()));
            brokenOff[0]++;
          }
        });
    database.write(FileRows::killOrphans);
    each(
        FileState.DEAD,
        dead -> {
          if (!files.uploading(dead.id()) && files.bury(dead)) {
            buried[0]++;
          }
        });
    int[] compared = new int[3];
    cells.stores().forEach((cell, store) -> compare(cell, store, compared));
    return new Report(brokenOff[0], buried[0], compared[0], compared[1], compared[2]);
  }

  private void each(FileState state, Consumer<Remnant> work) {
    String after = "";
    List<Remnant> step;
    do {
      String from = after;
      step = database.read(handle -> FileRows.remnants(handle, state, from, STEP));
      step.forEach(work);
      after = step.isEmpty() ? after : step.getLast().id();
    } while (step.size() == STEP);
  }

  private void compare(String cell, ObjectStore store, int[] counts) {
    try {
      store.abortStale(clock.instant().minus(UPLOAD_LIMIT));
      Optional<ObjectName> after = Optional.empty();
      List<Listed> page;
      do {
        page = store.list(ALL, after);
        Optional<ObjectName> last =
            page.size() < ObjectStore.LIST_LIMIT
                ? Optional.empty()
                : Optional.of(page.getLast().name());
        comparePage(cell, store, page, after, last, counts);
        after = last;
      } while (after.isPresent());
    } catch (ObjectFault e) {
      log.warn("The store {} is left out of the sweep: {}", cell, e.toString());
    }
  }

  /** The objects of a page against the rows whose names lie in its span. */
  private void comparePage(
      String cell,
      ObjectStore store,
      List<Listed> page,
      Optional<ObjectName> after,
      Optional<ObjectName> last,
      int[] counts)
      throws ObjectFault {
    // Of all cells: two of them may be one bucket.
    Map<ObjectName, Known> rows = rows(after, last);
    Instant kept = clock.instant().minus(STRANGER_KEPT);
    for (Listed object : page) {
      Known row = rows.remove(object.name());
      if (row == null) {
        counts[2] += stranger(store, object, kept) ? 1 : 0;
      } else if (row.cell().equals(cell) && row.state() == FileState.LOST) {
        mark(object.name(), FileState.LOST, FileState.READY);
        counts[1]++;
      }
    }
    for (Map.Entry<ObjectName, Known> row : rows.entrySet()) {
      boolean here = row.getValue().equals(new Known(FileState.READY, cell));
      // The list may be older than the row: the store is asked again.
      if (here && store.size(row.getKey()).isEmpty()) {
        log.error("The object {} is missing; its file is marked as lost", row.getKey());
        mark(row.getKey(), FileState.READY, FileState.LOST);
        counts[0]++;
      }
    }
  }

  private record Known(FileState state, String cell) {}

  private static boolean stranger(ObjectStore store, Listed object, Instant kept)
      throws ObjectFault {
    boolean old = object.storedAt().isBefore(kept);
    if (!old || AttachmentNames.of(object.name()).isEmpty()) {
      return false;
    }
    log.warn("Deleting the object {}, which no row names", object.name());
    store.delete(object.name());
    return true;
  }

  private void mark(ObjectName name, FileState from, FileState to) {
    String id = AttachmentNames.of(name).orElseThrow().fileId();
    database.write(
        handle -> {
          FileRows.mark(handle, id, from, to);
          return null;
        });
  }

  private Map<ObjectName, Known> rows(Optional<ObjectName> after, Optional<ObjectName> last) {
    AttachmentNames from = after.flatMap(AttachmentNames::of).orElse(FIRST);
    AttachmentNames to = last.flatMap(AttachmentNames::of).orElse(LAST);
    return database.read(
        handle -> {
          Map<ObjectName, Known> rows = new HashMap<>();
          handle
              .createQuery(
                  """
                  SELECT account_id, meeting_id, id, state, cell FROM meeting_file
                  WHERE (account_id, meeting_id, id) > (?, ?, ?)
                    AND (account_id, meeting_id, id) <= (?, ?, ?)\
                  """)
              .bind(0, from.accountId())
              .bind(1, from.meetingId())
              .bind(2, from.fileId())
              .bind(3, to.accountId())
              .bind(4, to.meetingId())
              .bind(5, to.fileId())
              .map(
                  (row, context) ->
                      rows.put(
                          MeetingFile.object(row.getString(1), row.getString(2), row.getString(3)),
                          new Known(FileState.of(row.getString(4)), row.getString(5))))
              .list();
          return rows;
        });
  }

  /** Before and behind all ids, which are hex. */
  private static final AttachmentNames FIRST = new AttachmentNames("", "", "");

  private static final AttachmentNames LAST = new AttachmentNames("g", "g", "g");
}
