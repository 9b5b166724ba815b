package io.plenum.signaling.message;

/**
 * What a reply repeats of the message that it answers. It stays as it was when that message is
 * edited or deleted (REQUIREMENTS C-1).
 *
 * @param messageId the answered message
 * @param userId its author, or null for somebody without account; not shown to others
 * @param name its author's name, null when the user was deleted since
 * @param text its beginning
 */
public record Quote(long messageId, String userId, String name, String text) {
  /** The longest quoted text in characters (code points). */
  public static final int TEXT_LIMIT = 200;

  /** Quotes a message as it stands. */
  public static Quote of(ChatMessage message) {
    ChatAuthor author = message.author();
    return new Quote(message.id(), author.userId(), author.name(), beginning(gist(message.body())));
  }

  /** The same after the quoted author was deleted. */
  public Quote unknown() {
    return new Quote(messageId, userId, null, text);
  }

  private static String gist(ChatBody body) {
    if (!body.text().isEmpty()) {
      return body.text();
    }
    if (body.place() != null) {
      return body.place().label();
    }
    boolean there = body.attachment() != null && body.attachment().file() != null;
    return there ? body.attachment().file().name() : "";
  }

  private static String beginning(String text) {
    if (text.codePointCount(0, text.length()) <= TEXT_LIMIT) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, TEXT_LIMIT - 1)) + "…";
  }
}
