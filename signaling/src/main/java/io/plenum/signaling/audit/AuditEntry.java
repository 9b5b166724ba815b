package io.plenum.signaling.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One entry of an account's chain, as it is stored. Nullable where the column is.
 *
 * @param seq 1, 2, 3 … in each account
 * @param atMs milliseconds since 1970 (UTC); never before the entry before it
 * @param kind the text of an {@link AuditKind}, or of one that a later version knew
 * @param facts canonical JSON, an object
 * @param commitments canonical JSON: name of a personal field to its commitment
 * @param hash of {@link #hashed}, with the hash of the entry before
 */
record AuditEntry(
    String accountId,
    long seq,
    long atMs,
    String kind,
    String actor,
    String assumedBy,
    String subject,
    String meetingId,
    String node,
    String facts,
    String commitments,
    String hash) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static final String COLUMNS =
      "account_id, seq, at, kind, actor, assumed_by, subject, meeting_id, node, facts,"
          + " commitments, hash";

  /** Reads {@link #COLUMNS}. */
  static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12));
  }

  /**
   * The text whose SHA-256 is this entry's hash: canonical JSON of all columns but the hash, those
   * that are null left out, and {@code previous}, the hash of the entry before.
   */
  String hashed(String previous) {
    StringBuilder text = new StringBuilder(512);
    members(previous).forEach((name, json) -> text.append(",\"" + name + "\":" + json));
    return text.replace(0, 1, "{").append('}').toString();
  }

  /** Names in canonical order; facts and commitments are taken as they are stored. */
  private Map<String, String> members(String previous) {
    Map<String, String> members = new LinkedHashMap<>();
    put(members, "account", accountId);
    put(members, "actor", actor);
    put(members, "assumedBy", assumedBy);
    put(members, "at", time(atMs));
    members.put("commitments", commitments);
    members.put("facts", facts);
    put(members, "kind", kind);
    put(members, "meeting", meetingId);
    put(members, "node", node);
    put(members, "previous", previous);
    members.put("seq", Long.toString(seq));
    put(members, "subject", subject);
    return members;
  }

  /** RFC 3339 in UTC, always with three digits of a second. */
  static String time(long atMs) {
    return TIME.format(Instant.ofEpochMilli(atMs));
  }

  private static void put(Map<String, String> members, String name, String text) {
    if (text != null) {
      members.put(name, CanonicalJson.text(text));
    }
  }

  /** Whether this is what was hashed after the entry with that hash. */
  boolean follows(String previous) {
    return AuditHash.of(hashed(previous)).equals(hash);
  }

  /** The same with its hash. */
  AuditEntry hashedAfter(String previous) {
    return with(seq, AuditHash.of(hashed(previous)));
  }

  /** The same in another place. */
  AuditEntry at(long place) {
    return with(place, hash);
  }

  private AuditEntry with(long newSeq, String newHash) {
    return new AuditEntry(
        accountId,
        newSeq,
        atMs,
        kind,
        actor,
        assumedBy,
        subject,
        meetingId,
        node,
        facts,
        commitments,
        newHash);
  }
}
