package io.plenum.signaling.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this server says, signed, about an account's chain. Written as one line of canonical JSON
 * (docs/audit.md), which leaves the database.
 *
 * @param seq of the last entry that it speaks of
 * @param hash of that entry, and so of all before it
 * @param atMs when it was said, milliseconds since 1970 (UTC)
 * @param node which node said it
 */
public record Statement(Kind kind, String account, long seq, String hash, long atMs, String node) {

  /** What is said. */
  public enum Kind {
    /** The chain reaches to here. */
    CHECKPOINT("checkpoint"),
    /** The account's retention gives up the chain to here. */
    PRUNED("pruned");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    static Kind of(String text) {
      for (Kind kind : values()) {
        if (kind.text.equals(text)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no statement: " + text);
    }
  }

  /**
   * A statement with its signature.
   *
   * @param key the id of the key that signed
   * @param signature Base64
   */
  record Signed(Statement statement, String key, String signature) {
    private static final Set<String> MEMBERS =
        Set.of("account", "at", "hash", "key", "kind", "node", "seq", "signature");

    /** The bytes of this are signed: canonical JSON of all members but the signature. */
    static String signedText(Statement statement, String key) {
      return CanonicalJson.text(members(statement, key));
    }

    private static Map<String, Object> members(Statement statement, String key) {
      Map<String, Object> members = new HashMap<>();
      members.put("account", statement.account);
      members.put("at", AuditEntry.time(statement.atMs));
      members.put("hash", statement.hash);
      members.put("key", key);
      members.put("kind", statement.kind.text);
      members.put("node", statement.node);
      members.put("seq", statement.seq);
      return members;
    }

    String line() {
      Map<String, Object> members = members(statement, key);
      members.put("signature", signature);
      return CanonicalJson.text(members);
    }

    /**
     * Reads a line. Total; empty: it is no such line. Whether the signature is right is not asked.
     */
    static Optional<Signed> parse(String line) {
      try {
        JsonObject json = new JsonObject(line);
        if (!json.fieldNames().equals(MEMBERS)) {
          return Optional.empty();
        }
        Statement statement =
            new Statement(
                Kind.of(json.getString("kind")),
                json.getString("account"),
                json.getLong("seq"),
                json.getString("hash"),
                Instant.parse(json.getString("at")).toEpochMilli(),
                json.getString("node"));
        Signed signed = new Signed(statement, json.getString("key"), json.getString("signature"));
        return signed.line().equals(line) ? Optional.of(signed) : Optional.empty();
      } catch (DecodeException
          | ClassCastException
          | NullPointerException
          | IllegalArgumentException
          | ArithmeticException
          | DateTimeException e) {
        return Optional.empty();
      }
    }
  }
}
