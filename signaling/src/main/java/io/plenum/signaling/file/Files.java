package io.plenum.signaling.file;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.file.FileRefused.Reason;
import io.plenum.signaling.identity.Account;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.signaling.post.WebhookEvent;
import io.plenum.signaling.post.Webhooks;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.signaling.space.SpaceKind;
import io.plenum.signaling.space.SpaceLog;
import io.plenum.storage.database.Database;
import io.plenum.storage.object.ByteRange;
import io.plenum.storage.object.ObjectContent;
import io.plenum.storage.object.ObjectFault;
import io.plenum.storage.object.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of meetings (REQUIREMENTS C-2, C-4). A row is written before its object and deleted
 * after it; what a crash leaves in between is cleared away by {@link FileSweep}. Any thread may
 * call; calls block on the database and the store. Who may have a meeting's files at all is decided
 * before: see {@link FileVisitor}.
 */
public final class Files {
  private static final Logger log = LoggerFactory.getLogger(Files.class);

  /** Rows read in one transaction. */
  private static final int STEP = 500;

  private final Database database;
  private final Function<String, Optional<Account>> accounts;
  private final Cells cells;
  private final AuditLog audit;
  private final Webhooks webhooks;
  private final Space space;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final String runId;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  /** Takes a file off what carries it, in the transaction that deletes the file. */
  @FunctionalInterface
  public interface Mentions {
    /** Returns what to announce after the commit. */
    List<SpaceChange> forget(Handle handle, String meetingId, String fileId);
  }

  /** The meeting's space around its files, which hears of those that come and go (M-10). */
  public record Space(SpaceFeed feed, Mentions mentions) {}

  /**
   * `accounts` finds an account by its id, unless it ended; `ids` gives names that nobody can
   * guess.
   */
  public Files(
      Database database,
      Function<String, Optional<Account>> accounts,
      Cells cells,
      AuditLog audit,
      Webhooks webhooks,
      Space space,
      InstantSource clock,
      Supplier<String> ids) {
    this.database = database;
    this.accounts = accounts;
    this.cells = cells;
    this.audit = audit;
    this.webhooks = webhooks;
    this.space = space;
    this.clock = clock;
    this.ids = ids;
    this.runId = ids.get();
  }

  /**
   * Adds a file, whose content is read to its end.
   *
   * @throws FileRefused when it cannot be kept; nothing of it is
   * @throws IOException of the content's own, as it is; nothing of it is kept
   */
  public MeetingFile add(FileVisitor by, NewFile file, InputStream content) throws IOException {
    Account account =
        accounts
            .apply(by.accountId())
            .orElseThrow(() -> new FileRefused(Reason.GONE, "The account has ended."));
    long limit = account.settings().attachmentLimitBytes();
    check(file, limit);
    String cell = cells.home(account.region());
    Upload upload = new Upload(ids.get(), by, file, cell, runId, now());
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
      throw refused(fault);
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
                    .map(file -> new Added(file, tell(handle, by, file))));
    Added added =
        ready.orElseThrow(
            () -> new FileRefused(Reason.GONE, "The meeting was deleted while the file came."));
    space.feed().announce(by.meetingId(), added.change());
    return added.file();
  }

  private record Added(MeetingFile file, SpaceChange change) {}

  private SpaceChange tell(Handle handle, FileVisitor by, MeetingFile added) {
    webhooks.tell(
        handle,
        by.accountId(),
        new WebhookEvent.FileAdded(by.meetingId(), added.id(), added.sizeBytes()));
    audit.append(handle, event(AuditKind.FILE_ADDED, by, added));
    return changed(handle, added);
  }

  private SpaceChange changed(Handle handle, MeetingFile file) {
    long number =
        SpaceLog.append(handle, file.meetingId(), SpaceKind.FILE, file.id(), clock.millis());
    return new SpaceChange.File(number, file.id());
  }

  private static AuditEvent event(AuditKind kind, FileVisitor by, MeetingFile file) {
    return new AuditEvent(
        by.accountId(),
        kind,
        by.actor(),
        Optional.of(file.meetingId()),
        Map.of(
            "file",
            file.id(),
            "kind",
            file.kind().text(),
            "sizeBytes",
            file.sizeBytes(),
            "sha256",
            file.sha256()),
        Map.of("fileName", file.name()));
  }

  /** Whatever went wrong, the sweep would find it too; this is only sooner. */
  private void undo(Upload upload) {
    FileVisitor by = upload.by();
    try {
      database.write(handle -> FileRows.kill(handle, upload.id()));
      bury(new FileRows.Remnant(upload.id(), by.accountId(), by.meetingId(), upload.cell(), runId));
    } catch (RuntimeException e) {
      log.warn("An upload that broke off is left to the sweep: {}", e.toString());
    }
  }

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

  /** The file, if it is one of the visitor's meeting that they may see. */
  public Optional<MeetingFile> find(FileVisitor visitor, String fileId) {
    return database.read(handle -> FileRows.find(handle, fileId)).filter(visitor::sees);
  }

  /** A page of the meeting's files that the visitor may see, newest first. */
  public Page<MeetingFile> list(FileVisitor visitor, PageRequest page) {
    List<MeetingFile> rows =
        database.read(handle -> FileRows.list(handle, visitor.meetingId(), visitor.since(), page));
    return Page.of(rows, page, file -> new Place(file.addedAt().toEpochMilli(), file.id()));
  }

  /**
   * Opens a file's content. That somebody fetched it is in the audit log, once for a fetch that
   * starts at its beginning.
   *
   * @param file as {@link #find} gave it
   * @throws FileRefused when the store is down or the content is lost
   */
  public ObjectContent open(FileVisitor visitor, MeetingFile file, ByteRange range) {
    ObjectContent content = content(file, range);
    if (range.start() == 0) {
      database.write(
          handle -> {
            audit.append(handle, event(AuditKind.FILE_FETCHED, visitor, file));
            return null;
          });
    }
    return content;
  }

  private ObjectContent content(MeetingFile file, ByteRange range) {
    try {
      ObjectContent content = cells.store(file.cell()).get(file.object(), range);
      if (content.sizeBytes() != file.sizeBytes()) {
        content.close();
        throw new FileRefused(Reason.LOST, "The file's content is damaged.");
      }
      return content;
    } catch (ObjectFault fault) {
      throw refused(fault);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * Deletes a file for good, if the visitor added it.
   *
   * @return false: somebody else did
   */
  public boolean delete(FileVisitor visitor, MeetingFile file) {
    if (!file.author().is(visitor.author())) {
      return false;
    }
    Optional<List<SpaceChange>> changes =
        database.write(
            handle ->
                FileRows.kill(handle, file.id())
                    ? Optional.of(deleted(handle, visitor, file))
                    : Optional.empty());
    if (changes.isPresent()) {
      changes.get().forEach(change -> space.feed().announce(file.meetingId(), change));
      bury(new FileRows.Remnant(file.id(), file.accountId(), file.meetingId(), file.cell(), runId));
    }
    return true;
  }

  private List<SpaceChange> deleted(Handle handle, FileVisitor visitor, MeetingFile file) {
    audit.append(handle, event(AuditKind.FILE_DELETED, visitor, file));
    List<SpaceChange> changes =
        new ArrayList<>(space.mentions().forget(handle, file.meetingId(), file.id()));
    changes.add(changed(handle, file));
    return changes;
  }

  /**
   * Deletes all files of a meeting for good: from the lists at once, their contents before this
   * returns or, where a store is down, as soon as it works. May be repeated.
   *
   * @return how many files there were
   */
  public int deleteAllOf(String meetingId) {
    int killed = database.write(handle -> FileRows.killAllOf(handle, meetingId));
    database.read(handle -> FileRows.deadOf(handle, meetingId)).stream()
        .filter(dead -> !running.contains(dead.id()))
        .forEach(this::bury);
    return killed;
  }

  /**
   * Deletes whatever is left of the files of an account that ended. May be repeated.
   *
   * @throws FileRefused when something must wait: a store is down, or an upload is not over yet
   */
  public void endAccount(String accountId) {
    database.write(handle -> FileRows.killAllOfAccount(handle, accountId));
    List<FileRows.Remnant> dead;
    do {
      dead = database.read(handle -> FileRows.deadOfAccount(handle, accountId, STEP));
      if (!dead.stream().allMatch(one -> !uploading(one.id()) && bury(one))) {
        throw new FileRefused(Reason.STORE_DOWN, "Files of an account that ended are left.");
      }
    } while (!dead.isEmpty());
  }

  /** A file as a chat message shows it, in the caller's transaction; empty: it is not there. */
  public static Optional<AttachmentRef> ref(Handle handle, String meetingId, String fileId) {
    return FileRows.find(handle, fileId)
        .filter(file -> file.meetingId().equals(meetingId))
        .map(MeetingFile::ref);
  }

  /** Whether this run of the server is uploading the file. */
  boolean uploading(String fileId) {
    return running.contains(fileId);
  }

  String runId() {
    return runId;
  }

  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  static FileRefused refused(ObjectFault fault) {
    return switch (fault) {
      case ObjectFault.Full full ->
          new FileRefused(Reason.STORE_FULL, "There is no room for the file.", full);
      case ObjectFault.Unavailable down ->
          new FileRefused(Reason.STORE_DOWN, "The file store does not answer.", down);
      case ObjectFault.NotFound lost ->
          new FileRefused(Reason.LOST, "The file's content is lost.", lost);
      case ObjectFault.Damaged damaged ->
          new FileRefused(Reason.LOST, "The file's content is damaged.", damaged);
    };
  }
}
