package io.plenum.signaling.removal;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.SignIn;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.storage.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server holds of a user, for whoever asks for their data (REQUIREMENTS I-8). Any thread
 * may call; calls block on the database.
 */
public final class PersonalData {
  /** Visits that are told, the newest; some two megabytes. */
  static final int VISIT_LIMIT = 10_000;

  private static final Place BEFORE_ALL = new Place(Long.MIN_VALUE, "");

  private final Database database;
  private final Identity identity;
  private final AuditLog audit;

  public PersonalData(Database database, Identity identity, AuditLog audit) {
    this.database = database;
    this.identity = identity;
    this.audit = audit;
  }

  /** A meeting that they organize. */
  public record Organized(String id, String name, Instant createdAt) {}

  /**
   * A seat that they took in a live session.
   *
   * @param left empty: they sit there
   */
  public record Visit(String meetingId, String name, Instant came, Optional<Instant> left) {}

  /** A message that they sent. */
  public record Sent(String meetingId, long id, String text, Instant at) {}

  /** All but the messages, of which there may be many. */
  public record Held(
      User user, List<SignIn> signIns, List<Organized> meetings, List<Visit> visits) {}

  /** What is held of a user of the caller's account; recorded in its audit log. */
  public Optional<Held> of(Principal by, String userId, String source) {
    Optional<User> found = identity.users().person(by.accountId(), userId);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<SignIn> signIns = identity.signIns().of(userId);
    Held held =
        database.write(
            handle -> {
              Held all =
                  new Held(
                      found.get(),
                      signIns,
                      PersonalRows.organized(handle, userId),
                      PersonalRows.visits(handle, userId, VISIT_LIMIT));
              audit.append(
                  handle,
                  new AuditEvent(
                          by.accountId(),
                          AuditKind.PERSON_EXPORTED,
                          by.actor(source),
                          Optional.empty(),
                          Map.of(),
                          Map.of())
                      .to(userId));
              return all;
            });
    return Optional.of(held);
  }

  /** The messages of a user of the caller's account, by meeting; empty: there is no such user. */
  public Optional<Page<Sent>> messages(Principal by, String userId, PageRequest wanted) {
    return identity
        .users()
        .person(by.accountId(), userId)
        .map(
            user ->
                Page.of(
                    database.read(
                        handle ->
                            PersonalRows.messages(
                                handle, userId, wanted.after().orElse(BEFORE_ALL), wanted.rows())),
                    wanted,
                    sent -> new Place(sent.id(), sent.meetingId())));
  }
}
