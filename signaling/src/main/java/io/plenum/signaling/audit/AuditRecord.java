package io.plenum.signaling.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** An entry as it is read: with what is personal, as far as it was not erased. Immutable. */
public final class AuditRecord {
  private final AuditEntry entry;
  private final String previous;
  private final List<PersonalField> personal;

  AuditRecord(AuditEntry entry, String previous, List<PersonalField> personal) {
    this.entry = entry;
    this.previous = previous;
    this.personal = List.copyOf(personal);
  }

  /** The entry's number: 1, 2, 3 … in its account. */
  public long seq() {
    return entry.seq();
  }

  /** As openapi.yaml's AuditEntry. */
  public JsonObject json() {
    JsonObject json =
        new JsonObject()
            .put("seq", entry.seq())
            .put("at", AuditEntry.time(entry.atMs()))
            .put("kind", entry.kind());
    put(json, "actor", entry.actor());
    put(json, "assumedBy", entry.assumedBy());
    put(json, "subject", entry.subject());
    put(json, "meeting", entry.meetingId());
    JsonObject values = new JsonObject();
    personal.forEach(field -> values.put(field.name(), field.value()));
    return json.put("node", entry.node())
        .put("facts", facts())
        .put("personal", values)
        .put("hash", entry.hash());
  }

  /** A log that somebody changed is shown as far as it can be. */
  private JsonObject facts() {
    try {
      return new JsonObject(entry.facts());
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  private static void put(JsonObject json, String name, String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  /**
   * One line of the export: the text that is hashed, to which the hash and what the commitments
   * hide are added. Without these two members it is what docs/audit.md says how to verify.
   */
  String exportLine() {
    JsonObject opened = new JsonObject();
    personal.forEach(
        field ->
            opened.put(
                field.name(),
                new JsonObject().put("salt", field.salt()).put("value", field.value())));
    String hashed = entry.hashed(previous);
    return hashed.substring(0, hashed.length() - 1)
        + ",\"hash\":"
        + CanonicalJson.text(entry.hash())
        + ",\"personal\":"
        + opened.encode()
        + "}";
  }

  AuditEntry entry() {
    return entry;
  }

  /** The value of a personal field; empty: there is none, or it was erased. */
  Optional<String> personal(String name) {
    return personal.stream()
        .filter(field -> field.name().equals(name))
        .map(PersonalField::value)
        .findFirst();
  }

  /** All personal values but those of some fields, as a JSON text. */
  String personalWithout(List<String> names) {
    JsonObject others = new JsonObject();
    personal.stream()
        .filter(field -> !names.contains(field.name()))
        .forEach(field -> others.put(field.name(), field.value()));
    return others.isEmpty() ? "" : others.encode();
  }
}
