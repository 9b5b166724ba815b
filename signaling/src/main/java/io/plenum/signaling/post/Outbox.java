package io.plenum.signaling.post;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Where letters wait to be delivered. Any thread may put; a letter exists once the transaction that
 * put it is committed.
 */
public final class Outbox {
  /** Mails that one account may have waiting: invitations to a thousand people, ten times over. */
  public static final int MAIL_LIMIT = 10_000;

  private final InstantSource clock;
  private final Supplier<String> ids;
  private final boolean takesMail;

  /**
   * An outbox that tells the time by {@code clock}.
   *
   * @param ids gives names that nobody can guess
   * @param takesMail whether a mail server is configured
   */
  public Outbox(InstantSource clock, Supplier<String> ids, boolean takesMail) {
    this.clock = clock;
    this.ids = ids;
    this.takesMail = takesMail;
  }

  /** Whether mail can be sent at all: a mail server is configured. */
  public boolean takesMail() {
    return takesMail;
  }

  /**
   * Writes a letter, due at once, in the caller's transaction.
   *
   * @return its id, under which every copy of it is sent
   * @throws NoMailServer when it is a mail and {@link #takesMail} is false
   * @throws OutboxFull when the account's mails pile up; the transaction may go on without it
   */
  public String put(Handle handle, Letter letter) {
    String id = ids.get();
    switch (letter) {
      case MailLetter mail -> putMail(handle, id, mail);
      case WebhookLetter webhook -> putWebhook(handle, id, webhook);
    }
    return id;
  }

  private void putMail(Handle handle, String id, MailLetter mail) {
    if (!takesMail) {
      throw new NoMailServer();
    }
    int waiting =
        handle
            .createQuery(
                """
                SELECT count(*) FROM outbox
                WHERE account_id = ? AND kind = 'mail' AND state = 'waiting'\
                """)
            .bind(0, mail.accountId())
            .mapTo(Integer.class)
            .one();
    if (waiting >= MAIL_LIMIT) {
      throw new OutboxFull(MAIL_LIMIT);
    }
    long now = clock.millis();
    handle.execute(
        """
        INSERT INTO outbox (id, account_id, kind, lane, content, state, tries, due_at, created_at)
        VALUES (?, ?, 'mail', 'mail', ?, 'waiting', 0, ?, ?)\
        """,
        id,
        mail.accountId(),
        MailJson.write(mail).encode(),
        now,
        now);
  }

  private void putWebhook(Handle handle, String id, WebhookLetter webhook) {
    long now = clock.millis();
    handle.execute(
        """
        INSERT INTO outbox (id, account_id, kind, lane, endpoint_id, event_id, event, content,
          state, tries, due_at, created_at)
        VALUES (?, ?, 'webhook', ?, ?, ?, ?, ?, 'waiting', 0, ?, ?)\
        """,
        id,
        webhook.accountId(),
        webhook.endpointId(),
        webhook.endpointId(),
        webhook.eventId(),
        webhook.event(),
        webhook.body().encode(),
        now,
        now);
  }
}
