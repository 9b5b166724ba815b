package io.plenum.node;

import io.plenum.signaling.identity.Accounts;
import io.plenum.signaling.session.SessionSettings;
import io.plenum.storage.database.Database;
import java.util.Optional;
import java.util.function.Function;

/** What a meeting (its id) and its account settle for live sessions. Calls block. */
final class SessionFacts implements Function<String, SessionSettings> {
  private final Database database;
  private final Accounts accounts;

  SessionFacts(Database database, Accounts accounts) {
    this.database = database;
    this.accounts = accounts;
  }

  @Override
  public SessionSettings apply(String meetingId) {
    Optional<String> account =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT account_id FROM meeting WHERE id = ?")
                    .bind(0, meetingId)
                    .mapTo(String.class)
                    .findOne());
    return account
        .map(accounts::settings)
        .map(
            decided ->
                new SessionSettings(
                    SessionSettings.STANDARD.muteOnEntry(),
                    SessionSettings.STANDARD.guestsSeeAllChat(),
                    decided.removeRegisteredByAny(),
                    SessionSettings.STANDARD.lockedAtStart()))
        .orElse(SessionSettings.STANDARD);
  }
}
