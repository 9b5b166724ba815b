package io.plenum.signaling.file;

import io.plenum.storage.object.ObjectName;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of a meeting whose content is there (or was, if it is lost).
 *
 * @param cell the store that holds its content
 * @param mediaType safe to send ({@link SafeType})
 * @param sha256 of the content, hex
 * @param durationMs of a voice message
 */
public record MeetingFile(
    String id,
    String accountId,
    String meetingId,
    String cell,
    FileKind kind,
    String name,
    String mediaType,
    long sizeBytes,
    String sha256,
    Optional<Long> durationMs,
    Author author,
    Instant addedAt,
    boolean lost) {

  /** The object that holds its content. */
  ObjectName object() {
    return object(accountId, meetingId, id);
  }

  static ObjectName object(String accountId, String meetingId, String id) {
    return ObjectName.of(AttachmentNames.TOP, accountId, meetingId, id);
  }

  /** What a chat message says of it. */
  public AttachmentRef ref() {
    return new AttachmentRef(id, kind, name, mediaType, sizeBytes, durationMs);
  }
}
