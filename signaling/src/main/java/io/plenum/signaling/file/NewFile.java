package io.plenum.signaling.file;

import java.util.Optional;

/**
 * A file that somebody wants to add.
 *
 * @param mediaType as the uploader says
 * @param durationMs of a voice message
 * @param announcedBytes how large the uploader says it is, if at all
 */
public record NewFile(
    FileKind kind,
    FileName name,
    String mediaType,
    Optional<Long> durationMs,
    Optional<Long> announcedBytes) {}
