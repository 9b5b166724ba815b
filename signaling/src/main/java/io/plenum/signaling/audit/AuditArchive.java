package io.plenum.signaling.audit;

import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.storage.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An account's log as its admins see it. Any thread may call; calls block on the database. Nothing
 * here asks who may: callers do.
 */
public final class AuditArchive {
  private final Database database;
  private final AuditLog log;
  private final AuditReader reader;
  private final Path checkpoints;

  /** {@code checkpoints}: the folder of signed statements. */
  public AuditArchive(Database database, AuditLog log, Path checkpoints) {
    this.database = database;
    this.log = log;
    this.reader = new AuditReader(database);
    this.checkpoints = checkpoints;
  }

  /** A page of the entries that are wanted, newest first. */
  public Page<AuditRecord> page(String account, AuditFilter filter, PageRequest wanted) {
    return reader.page(account, filter, wanted);
  }

  /** Begins an export, which is itself an entry of the log. */
  public AuditExport export(
      Actor by, String account, AuditFilter filter, AuditExport.Format format) {
    AuditEvent exported =
        new AuditEvent(
            account, AuditKind.LOG_EXPORTED, by, Optional.empty(), facts(filter, format), Map.of());
    database.write(
        handle -> {
          log.append(handle, exported);
          return null;
        });
    return new AuditExport(reader, account, filter, format);
  }

  /** Notes that somebody takes away what the media of a meeting's live session did. */
  public void traceTaken(Actor by, String account, String meetingId, int bytes) {
    AuditEvent taken =
        new AuditEvent(
            account,
            AuditKind.TRACE_TAKEN,
            by,
            Optional.of(meetingId),
            Map.of("bytes", bytes),
            Map.of());
    database.write(
        handle -> {
          log.append(handle, taken);
          return null;
        });
  }

  private static Map<String, Object> facts(AuditFilter filter, AuditExport.Format format) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("format", format.ending());
    filter.from().ifPresent(from -> facts.put("from", from.toString()));
    filter.until().ifPresent(until -> facts.put("until", until.toString()));
    filter.person().ifPresent(person -> facts.put("person", person));
    filter.meeting().ifPresent(meeting -> facts.put("meeting", meeting));
    filter.kind().ifPresent(kind -> facts.put("kind", kind));
    return facts;
  }

  /**
   * Verifies the account's chain against the statements that its server signed. Takes a second for
   * some ten thousand entries.
   */
  public Verdict verify(String account) {
    try {
      SignedFolder signed = SignedFolder.read(checkpoints, SignedFolder.keys(checkpoints));
      return new ChainVerifier(database).verify(account, signed.statements());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
