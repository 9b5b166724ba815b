package io.plenum.signaling.audit;

import io.plenum.storage.database.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Verifies chains against signed statements, reading a page at a time in constant memory. What it
 * trusts is the statements, nothing in the database. Blocks on the database.
 */
public final class ChainVerifier {
  /** Entries read at once. */
  private static final int PAGE = 500;

  private final Database database;

  public ChainVerifier(Database database) {
    this.database = database;
  }

  /** Every account that the database or a statement knows of. */
  public SortedSet<String> accounts(Statements statements) {
    SortedSet<String> all = new TreeSet<>(statements.accounts());
    all.addAll(
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT account_id FROM audit_chain"
                            + " UNION SELECT account_id FROM audit_entry")
                    .mapTo(String.class)
                    .list()));
    return all;
  }

  /** Verifies an account's chain from its beginning, or from where it was pruned. */
  public Verdict verify(String account, Statements statements) {
    return new Run(account, statements.anchors(account)).verdict();
  }

  /**
   * Verifies an account's chain after the first statement of {@code since}, which were kept
   * elsewhere; the others of them are held against it too.
   */
  public Verdict verify(String account, Statements statements, Statements since) {
    return new Run(account, statements.anchors(account, since)).verdict();
  }

  private record Row(AuditEntry entry, List<PersonalField> personal) {}

  private record End(long seq, String hash, long atMs) {}

  private record Reach(Optional<End> end, long newest) {}

  /** One verification of one chain. */
  private final class Run {
    private final String account;
    private final Statements.Anchors anchors;
    private final Findings findings;
    private final PersonalCheck personal;
    private final Suspects suspects;
    private final long from;

    /** The entry looked at last; at first the one before the first. */
    private long seq;

    private String hash;
    private long atMs;

    Run(String account, Statements.Anchors anchors) {
      this.account = account;
      this.anchors = anchors;
      this.findings = new Findings(account);
      this.personal = new PersonalCheck(findings);
      this.suspects = new Suspects(findings);
      Map.Entry<Long, String> start = anchors.start();
      this.seq = start.getKey();
      this.hash = start.getValue();
      this.from = seq + 1;
    }

    Verdict verdict() {
      // The end is read first: what is appended meanwhile is of the next verification.
      Reach reach = database.read(handle -> new Reach(end(handle), newest(handle)));
      long last = Math.max(reach.end.map(End::seq).orElse(0L), reach.newest);
      startIsThere();
      List<Row> page = page(last);
      while (!page.isEmpty()) {
        page.forEach(this::check);
        page = page(last);
      }
      suspects.finish();
      personal.finish();
      checkEnd(reach.end);
      long signedTo = anchors.checkpoints().isEmpty() ? 0 : anchors.checkpoints().lastKey();
      return new Verdict(
          account, from, seq, signedTo, personal.erased(), findings.kept(), findings.count());
    }

    /** In one snapshot with the newest entry, whatever is appended meanwhile. */
    private Optional<End> end(Handle handle) {
      return handle
          .createQuery("SELECT last_seq, last_hash, last_at FROM audit_chain WHERE account_id = ?")
          .bind(0, account)
          .map((row, context) -> new End(row.getLong(1), row.getString(2), row.getLong(3)))
          .findOne();
    }

    private long newest(Handle handle) {
      return handle
          .createQuery("SELECT coalesce(max(seq), 0) FROM audit_entry WHERE account_id = ?")
          .bind(0, account)
          .mapTo(Long.class)
          .one();
    }

    /** Of the entry to begin after, if it is still kept, only the hash is compared. */
    private void startIsThere() {
      if (seq == 0) {
        return;
      }
      database
          .read(
              handle ->
                  handle
                      .createQuery("SELECT hash FROM audit_entry WHERE account_id = ? AND seq = ?")
                      .bind(0, account)
                      .bind(1, seq)
                      .mapTo(String.class)
                      .findOne())
          .filter(stored -> !stored.equals(hash))
          .ifPresent(stored -> notAsSigned(seq));
    }

    private List<Row> page(long last) {
      return database.read(
          handle -> {
            List<AuditEntry> entries =
                handle
                    .createQuery(
                        "SELECT "
                            + AuditEntry.COLUMNS
                            + " FROM audit_entry WHERE account_id = ? AND seq > ? AND seq <= ?"
                            + " ORDER BY seq LIMIT ?")
                    .bind(0, account)
                    .bind(1, seq)
                    .bind(2, last)
                    .bind(3, PAGE)
                    .map((row, context) -> AuditEntry.read(row))
                    .list();
            Map<Long, List<PersonalField>> fields =
                StoredPersonal.of(handle, account, entries.stream().map(AuditEntry::seq).toList());
            return entries.stream()
                .map(entry -> new Row(entry, fields.getOrDefault(entry.seq(), List.of())))
                .toList();
          });
    }

    private void check(Row row) {
      AuditEntry entry = row.entry;
      if (entry.seq() != seq + 1) {
        // What follows a gap cannot be held against the entry before it, which is gone.
        removed(seq + 1, entry.seq() - 1);
      } else if (!entry.follows(hash)) {
        suspects.add(entry, hash);
      }
      String signed = anchors.checkpoints().get(entry.seq());
      if (signed != null && !signed.equals(entry.hash())) {
        notAsSigned(entry.seq());
      }
      personal.check(entry, row.personal);
      seq = entry.seq();
      hash = entry.hash();
      atMs = entry.atMs();
    }

    private void checkEnd(Optional<End> end) {
      long known = Math.max(end.map(End::seq).orElse(0L), lastSigned());
      if (known > seq) {
        removed(seq + 1, known);
      } else if (seq >= from && !end.equals(Optional.of(new End(seq, hash, atMs)))) {
        findings.add(
            Finding.Kind.END_CHANGED, seq, "the end of the chain is not where its row says");
      }
    }

    private long lastSigned() {
      return anchors.checkpoints().isEmpty() ? 0 : anchors.checkpoints().lastKey();
    }

    private void removed(long first, long last) {
      findings.add(
          Finding.Kind.REMOVED,
          first,
          last,
          first == last
              ? "entry " + first + " was removed"
              : "entries " + first + " to " + last + " were removed");
    }

    private void notAsSigned(long at) {
      findings.add(
          Finding.Kind.NOT_AS_SIGNED,
          at,
          "entry " + at + " is not the one that was signed: the chain was written anew up to it");
    }
  }
}
