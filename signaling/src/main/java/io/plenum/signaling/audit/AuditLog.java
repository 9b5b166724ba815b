package io.plenum.signaling.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Appends to the audit log. Any thread may call, inside a writing transaction of its own: the entry
 * is there exactly when the fact is.
 */
public final class AuditLog {
  /** In place of an account's id: the log of what concerns the whole server. */
  public static final String SERVER = "server";

  /** What happened is told in a few words; whoever tells more has put content into the log. */
  static final int MAX_FACTS_LENGTH = 16_384;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final String node;
  private final BiConsumer<Handle, AuditEvent> listener;

  /**
   * A log that tells the time by {@code clock}.
   *
   * @param random a secure source, for salts
   * @param node the name of this node
   */
  public AuditLog(InstantSource clock, RandomGenerator random, String node) {
    this(clock, random, node, (handle, event) -> {});
  }

  private AuditLog(
      InstantSource clock,
      RandomGenerator random,
      String node,
      BiConsumer<Handle, AuditEvent> listener) {
    this.clock = clock;
    this.random = random;
    this.node = node;
    this.listener = listener;
  }

  /**
   * The same log; {@code listener} hears of each entry too, in its transaction, just before it is
   * appended.
   */
  public AuditLog alsoTelling(BiConsumer<Handle, AuditEvent> told) {
    return new AuditLog(clock, random, node, listener.andThen(told));
  }

  /**
   * Appends an entry to the account's chain. Until the transaction ends nobody else appends to this
   * chain, so this comes last in it; a transaction that tells two accounts does so in the order of
   * their ids.
   *
   * @throws IllegalArgumentException when the facts are too long, or hold what canonical JSON does
   *     not
   */
  public void append(Handle handle, AuditEvent event) {
    listener.accept(handle, event);
    String facts = CanonicalJson.text(event.facts());
    if (facts.length() > MAX_FACTS_LENGTH) {
      throw new IllegalArgumentException(event.kind() + " tells too much: " + facts.length());
    }
    List<PersonalField> fields = PersonalField.of(event, random);
    ChainEnd end = ChainEnd.claim(handle, event.accountId());
    AuditEntry entry =
        new AuditEntry(
                event.accountId(),
                end.seq() + 1,
                Math.max(end.atMs(), clock.millis()),
                event.kind().text(),
                event.actor().id().orElse(null),
                event.actor().assumedBy().orElse(null),
                event.subject().orElse(null),
                event.meetingId().orElse(null),
                node,
                facts,
                PersonalField.commitments(fields),
                "")
            .hashedAfter(end.hash());
    AuditRows.insert(handle, entry, fields);
    ChainEnd.move(handle, entry);
  }

  /** The facts of the newest entry of a kind that this node wrote. */
  public Optional<JsonObject> lastFacts(Handle handle, String accountId, AuditKind kind) {
    return handle
        .createQuery(
            "SELECT facts FROM audit_entry WHERE account_id = ? AND kind = ? AND node = ?"
                + " ORDER BY seq DESC LIMIT 1")
        .bind(0, accountId)
        .bind(1, kind.text())
        .bind(2, node)
        .mapTo(String.class)
        .findOne()
        .flatMap(AuditLog::parsed);
  }

  /** What somebody changed behind our back is for the verification, not for us. */
  private static Optional<JsonObject> parsed(String facts) {
    try {
      return Optional.of(new JsonObject(facts));
    } catch (DecodeException e) {
      return Optional.empty();
    }
  }

  /** The name of this node. */
  String node() {
    return node;
  }

  /**
   * Erases what the log holds of a person beside the chain: names, addresses, numbers. The chain
   * stays whole, with an entry that tells of the erasure.
   *
   * @param by who asked for it; when it is the person, nothing of them is written again
   * @param person a user's id, or a seat's
   * @return how many fields are gone
   */
  public int erase(Handle handle, Actor by, String accountId, String person) {
    // First the chain's end: nobody can add to it what this erasure would not see.
    ChainEnd.claim(handle, accountId);
    int fields =
        handle.execute(
            "DELETE FROM audit_personal WHERE account_id = ? AND person = ?", accountId, person);
    boolean self = by.id().equals(Optional.of(person));
    Actor named =
        self ? new Actor(by.id(), Optional.empty(), by.assumedBy(), Optional.empty()) : by;
    append(
        handle,
        new AuditEvent(
                accountId,
                AuditKind.PERSON_ERASED,
                named,
                Optional.empty(),
                Map.of("fields", fields),
                Map.of())
            .to(person));
    return fields;
  }
}
