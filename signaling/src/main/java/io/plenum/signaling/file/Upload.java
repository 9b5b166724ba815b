package io.plenum.signaling.file;

import java.time.Instant;

/**
 * A file that is being added.
 *
 * @param cell the store that it goes to
 * @param runId the run of the server that does it
 */
record Upload(
    String id, FileVisitor by, NewFile file, String cell, String runId, Instant beganAt) {}
