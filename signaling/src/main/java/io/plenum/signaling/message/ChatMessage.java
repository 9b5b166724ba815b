package io.plenum.signaling.message;

import java.time.Instant;

/**
 * One chat message of a meeting, as it stands.
 *
 * @param id 1 for a meeting's first message, growing by one with each
 * @param quote what it answers, or null
 * @param editedAt when it was last edited, or null
 * @param deletedAt when it was deleted, for good, or null; its body is then {@link
 *     ChatBody#DELETED}
 */
public record ChatMessage(
    long id,
    ChatAuthor author,
    ChatBody body,
    Quote quote,
    Instant sentAt,
    Instant editedAt,
    Instant deletedAt) {
  /** The same with another text. */
  public ChatMessage edited(String text, Instant at) {
    return new ChatMessage(id, author, body.with(text), quote, sentAt, at, null);
  }

  /** What is left when it is deleted: who wrote when, and what it answered. */
  public ChatMessage deleted(Instant at) {
    return new ChatMessage(id, author, ChatBody.DELETED, null, sentAt, editedAt, at);
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }

  /** The same after a user was deleted, whether they wrote it or are quoted in it. */
  public ChatMessage without(String userId) {
    boolean wrote = userId.equals(author.userId());
    boolean quoted = quote != null && userId.equals(quote.userId());
    return new ChatMessage(
        id,
        wrote ? author.unknown() : author,
        body,
        quoted ? quote.unknown() : quote,
        sentAt,
        editedAt,
        deletedAt);
  }
}
