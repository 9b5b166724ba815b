package io.plenum.signaling.socket;

import io.plenum.signaling.message.Attachment;
import io.plenum.signaling.message.ChatDraft;
import io.plenum.signaling.message.ChatDraft.AttachmentWish;
import io.plenum.signaling.message.Location;
import io.plenum.signaling.message.Plain;

/** Reads what a client says to all (docs/protocol.md 2.4). Total, as {@link MessageReader} is. */
final class ChatReader {
  /** A file's id is 32 characters; leaves room to change it. */
  private static final int FILE = 64;

  private static final Location NOWHERE = new Location(0, 0, "");

  private ChatReader() {}

  static ChatDraft draft(Fields fields) {
    ChatDraft draft =
        new ChatDraft(
            fields.text("text", 0, ChatDraft.TEXT_LIMIT, ""),
            fields.has("replyTo") ? fields.ordinal("replyTo") : null,
            fields.has("attachment") ? attachment(fields, fields.object("attachment")) : null,
            fields.has("location") ? place(fields, fields.object("location")) : null);
    if (draft.problem() != null) {
      fields.wrong(draft.problem());
    }
    return draft;
  }

  private static AttachmentWish attachment(Fields whole, Fields fields) {
    String file = fields.text("file", 1, FILE);
    if (!Plain.sound(file)) {
      fields.wrong("file must be a file's id");
    }
    String kind = fields.text("kind", 1, FILE, Attachment.Kind.FILE.wireName());
    boolean voice = kind.equals(Attachment.Kind.VOICE.wireName());
    if (!voice && !kind.equals(Attachment.Kind.FILE.wireName())) {
      fields.wrong("kind must be file or voice");
    }
    told(whole, "attachment", fields);
    return new AttachmentWish(file, voice ? Attachment.Kind.VOICE : Attachment.Kind.FILE);
  }

  private static Location place(Fields whole, Fields fields) {
    double latitude = fields.number("latitude");
    double longitude = fields.number("longitude");
    String label = fields.text("label", 0, Location.LABEL_LIMIT, "");
    told(whole, "location", fields);
    try {
      return Location.ofDegrees(latitude, longitude, label);
    } catch (IllegalArgumentException nowhere) {
      whole.wrong("location: " + nowhere.getMessage());
      return NOWHERE;
    }
  }

  private static void told(Fields whole, String key, Fields fields) {
    if (fields.problem() != null) {
      whole.wrong(key + ": " + fields.problem());
    }
  }
}
