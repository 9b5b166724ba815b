package io.plenum.signaling.file;

import io.plenum.signaling.file.FileRefused.Reason;
import io.plenum.signaling.identity.Account;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.storage.database.Database;
import io.plenum.storage.object.ByteRange;
import io.plenum.storage.object.ObjectContent;
import io.plenum.storage.object.ObjectFault;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The files of meetings (REQUIREMENTS C-2, C-4). A row is written before its object and deleted
 * after it; what a crash leaves in between is cleared away by {@link FileSweep}. Any thread may
 * call; calls block on the database and the store. Who may have a meeting's files at all is decided
 * before: see {@link FileVisitor}.
 */
public final class Files {
  /** Rows read in one transaction. */
  private static final int STEP = 500;

  private final Database database;
  private final Function<String, Optional<Account>> accounts;
  private final Cells cells;
  private final FileNews news;
  private final Burials burials;
  private final Uploads uploads;

  /**
   * `accounts` finds an account by its id, unless it ended; `ids` gives names that nobody can
   * guess.
   */
  public Files(
      Database database,
      Function<String, Optional<Account>> accounts,
      Cells cells,
      FileNews news,
      InstantSource clock,
      Supplier<String> ids) {
    this.database = database;
    this.accounts = accounts;
    this.cells = cells;
    this.news = news;
    this.burials = new Burials(database, cells);
    this.uploads = new Uploads(database, cells, burials, news, clock, ids);
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
    return uploads.add(account, by, file, content);
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
            news.fetched(handle, visitor, file);
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
      throw FileRefused.of(fault);
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
                    ? Optional.of(news.deleted(handle, visitor, file))
                    : Optional.empty());
    if (changes.isPresent()) {
      news.announce(file.meetingId(), changes.get());
      burials.bury(
          new FileRows.Remnant(file.id(), file.accountId(), file.meetingId(), file.cell()));
    }
    return true;
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
        .filter(dead -> !uploading(dead.id()))
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
    return uploads.running(fileId);
  }

  /** Deletes a dead file's object, then its row. False: the store is down; later again. */
  boolean bury(FileRows.Remnant dead) {
    return burials.bury(dead);
  }
}
