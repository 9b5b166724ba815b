package io.plenum.signaling.file;

import io.plenum.signaling.file.FileRefused.Reason;
import io.plenum.signaling.identity.Account;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.storage.database.Database;
import io.plenum.storage.object.ObjectFault;
import io.plenum.storage.object.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The uploads of this run of the server. A row is written before its object; what breaks off is
 * undone at once where that works, else by {@link FileSweep}. Any thread may call; calls block.
 */
final class Uploads {
  private static final Logger log = LoggerFactory.getLogger(Uploads.class);

  private final Database database;
  private final Cells cells;
  private final Burials burials;
  private final FileNews news;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final String runId;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  Uploads(
      Database database,
      Cells cells,
      Burials burials,
      FileNews news,
      InstantSource clock,
      Supplier<String> ids) {
    this.database = database;
    this.cells = cells;
    this.burials = burials;
    this.news = news;
    this.clock = clock;
    this.ids = ids;
    this.runId = ids.get();
  }

  /** As {@link Files#add}, for somebody's account. */
  MeetingFile add(Account account, FileVisitor by, NewFile file, InputStream content)
      throws IOException {
    long limit = account.settings().attachmentLimitBytes();
    check(file, limit);
    Upload upload = new Upload(ids.get(), by, file, cells.home(account.region()), runId, now());
    MeasuredStream measured = new MeasuredStream(content, limit);
    running.add(upload.id());
    try {
      database.write(
          handle -> {
            FileRows.begin(handle, upload);
            return null;
          });
      return keep(upload, measured);
    } catch (MeasuredStream.LimitPassed e) {
      undo(upload);
      throw tooLarge(limit);
    } catch (ObjectFault fault) {
      undo(upload);
      throw FileRefused.of(fault);
    } catch (IOException | RuntimeException e) {
      undo(upload);
      throw e;
    } finally {
      running.remove(upload.id());
    }
  }

  private static void check(NewFile file, long limit) {
    if (file.announcedBytes().orElse(0L) > limit) {
      throw tooLarge(limit);
    }
    boolean sound = SafeType.sound(SafeType.of(file.mediaType()));
    if (file.kind() == FileKind.VOICE && !(sound && file.durationMs().isPresent())) {
      throw new FileRefused(
          Reason.BAD, "A voice message is of an audio type and says how long it is.");
    }
  }

  private static FileRefused tooLarge(long limit) {
    return new FileRefused(Reason.TOO_LARGE, "A file may have " + limit + " bytes here.");
  }

  private record Added(MeetingFile file, SpaceChange change) {}

  private MeetingFile keep(Upload upload, MeasuredStream content) throws IOException {
    ObjectStore store = cells.store(upload.cell());
    FileVisitor by = upload.by();
    long size = store.put(MeetingFile.object(by.accountId(), by.meetingId(), upload.id()), content);
    String sha256 = content.digest();
    Instant at = now();
    Optional<Added> ready =
        database.write(
            handle ->
                FileRows.finish(handle, upload.id(), size, sha256, at)
                    .map(file -> new Added(file, news.added(handle, by, file))));
    Added added =
        ready.orElseThrow(
            () -> new FileRefused(Reason.GONE, "The meeting was deleted while the file came."));
    news.announce(by.meetingId(), List.of(added.change()));
    return added.file();
  }

  /** Whatever went wrong, the sweep would find it too; this is only sooner. */
  private void undo(Upload upload) {
    FileVisitor by = upload.by();
    try {
      database.write(handle -> FileRows.kill(handle, upload.id()));
      burials.bury(
          new FileRows.Remnant(upload.id(), by.accountId(), by.meetingId(), upload.cell()));
    } catch (RuntimeException e) {
      log.warn("An upload that broke off is left to the sweep: {}", e.toString());
    }
  }

  /** Whether this run of the server is uploading the file. */
  boolean running(String fileId) {
    return running.contains(fileId);
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
