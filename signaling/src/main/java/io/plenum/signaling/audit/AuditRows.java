package io.plenum.signaling.audit;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Rows of entries and their personal fields. Every method runs inside its caller's transaction. */
final class AuditRows {
  private AuditRows() {}

  static void insert(Handle handle, AuditEntry entry, List<PersonalField> fields) {
    handle.execute(
        "INSERT INTO audit_entry (" + AuditEntry.COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        entry.accountId(),
        entry.seq(),
        entry.atMs(),
        entry.kind(),
        entry.actor(),
        entry.assumedBy(),
        entry.subject(),
        entry.meetingId(),
        entry.node(),
        entry.facts(),
        entry.commitments(),
        entry.hash());
    for (PersonalField field : fields) {
      handle.execute(
          "INSERT INTO audit_personal (account_id, seq, field, person, salt, value)"
              + " VALUES (?, ?, ?, ?, ?, ?)",
          entry.accountId(),
          entry.seq(),
          field.name(),
          field.person(),
          field.salt(),
          field.value());
    }
  }
}
