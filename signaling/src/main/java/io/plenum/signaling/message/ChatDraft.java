package io.plenum.signaling.message;

/**
 * A chat message that somebody wants to post: within its limits, but neither is the file known to
 * exist nor the answered message.
 *
 * @param text may be empty beside an attachment or a place
 * @param replyTo the id of the message that it answers, or null
 * @param attachment a file of the meeting, or null
 * @param place or null; not both an attachment and a place
 */
public record ChatDraft(String text, Long replyTo, AttachmentWish attachment, Location place) {
  /** The longest text in characters (UTF-16 units). */
  public static final int TEXT_LIMIT = 4_000;

  /** A file to be attached. */
  public record AttachmentWish(String fileId, Attachment.Kind kind) {}

  /** Text alone. */
  public static ChatDraft of(String text) {
    return new ChatDraft(text, null, null, null);
  }

  /** What is wrong with it, in English for a developer; null: nothing. */
  public String problem() {
    if (text.length() > TEXT_LIMIT) {
      return "text must be a string of at most " + TEXT_LIMIT + " characters";
    }
    if (attachment != null && place != null) {
      return "a message has an attachment or a location, not both";
    }
    return text.isBlank() && attachment == null && place == null ? "text must not be blank" : null;
  }
}
