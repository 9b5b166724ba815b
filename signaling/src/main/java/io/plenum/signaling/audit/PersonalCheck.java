package io.plenum.signaling.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Holds personal fields against what their entries committed to. A value that is gone is right if a
 * later entry says that the person was erased. Confined to one thread.
 */
final class PersonalCheck {
  private final Findings findings;

  /** Missing values, by person, that no erasure was found for yet. */
  private final Map<String, Missing> missing = new HashMap<>();

  private long erased;

  private static final class Missing {
    private final long first;
    private long last;
    private long count;

    Missing(long first) {
      this.first = first;
    }
  }

  PersonalCheck(Findings findings) {
    this.findings = findings;
  }

  void check(AuditEntry entry, List<PersonalField> stored) {
    JsonObject commitments = commitments(entry);
    for (PersonalField field : stored) {
      Object committed = commitments.remove(field.name());
      boolean fits =
          Objects.equals(committed, commitment(field))
              && Objects.equals(person(entry, field.name()), field.person());
      if (!fits) {
        findings.add(
            Finding.Kind.PERSONAL_CHANGED,
            entry.seq(),
            "entry " + entry.seq() + ": " + field.name() + " was changed or added");
      }
    }
    commitments.fieldNames().forEach(name -> missing(entry, name));
    if (entry.kind().equals(AuditKind.PERSON_ERASED.text())) {
      Missing settled = missing.remove(entry.subject());
      erased += settled == null ? 0 : settled.count;
    }
  }

  private static JsonObject commitments(AuditEntry entry) {
    try {
      return new JsonObject(entry.commitments());
    } catch (DecodeException e) {
      return new JsonObject(); // the entry was changed, which its hash tells
    }
  }

  private static String commitment(PersonalField field) {
    try {
      return field.commitment();
    } catch (IllegalArgumentException e) {
      return "the salt is not hex";
    }
  }

  private static String person(AuditEntry entry, String field) {
    return field.startsWith(PersonalField.ACTOR) ? entry.actor() : entry.subject();
  }

  private void missing(AuditEntry entry, String name) {
    String person = person(entry, name);
    if (person == null) {
      findings.add(
          Finding.Kind.PERSONAL_REMOVED,
          entry.seq(),
          "entry " + entry.seq() + ": " + name + " was removed");
      return;
    }
    Missing of = missing.computeIfAbsent(person, id -> new Missing(entry.seq()));
    of.last = entry.seq();
    of.count++;
  }

  /** Told after the last entry: what no erasure explains was removed. */
  void finish() {
    missing.forEach(
        (person, of) ->
            findings.add(
                Finding.Kind.PERSONAL_REMOVED,
                of.first,
                of.last,
                of.count
                    + " personal fields of "
                    + person
                    + " were removed from entries "
                    + of.first
                    + " to "
                    + of.last
                    + ", and no later entry says that they were erased"));
  }

  long erased() {
    return erased;
  }
}
