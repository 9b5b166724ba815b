package io.plenum.signaling.post;

/**
 * Something to be delivered at least once. Immutable; checked when it is made, so that what waits
 * in the {@link Outbox} can be sent.
 */
public sealed interface Letter permits MailLetter, WebhookLetter {
  /** Whose letter it is. */
  String accountId();
}
