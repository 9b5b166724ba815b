package io.plenum.signaling.file;

import java.util.Optional;

/**
 * A file as a chat message shows it.
 *
 * @param mediaType safe to send
 * @param durationMs of a voice message
 */
public record AttachmentRef(
    String fileId,
    FileKind kind,
    String name,
    String mediaType,
    long sizeBytes,
    Optional<Long> durationMs) {}
