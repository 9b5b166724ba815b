package io.plenum.signaling.message;

/**
 * What a chat message says.
 *
 * @param text Markdown as it was typed; may be empty beside an attachment or a place
 * @param attachment a file that goes with it, or null
 * @param place where something is, or null
 */
public record ChatBody(String text, Attachment attachment, Location place) {
  /** What is left of a message that was deleted. */
  public static final ChatBody DELETED = new ChatBody("", null, null);

  /** Says nothing but {@code text}. */
  public static ChatBody of(String text) {
    return new ChatBody(text, null, null);
  }

  /** The same with another text. */
  public ChatBody with(String changed) {
    return new ChatBody(changed, attachment, place);
  }
}
