package io.plenum.signaling.file;

import io.plenum.signaling.audit.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who may have the files of one meeting: a registered user of its account, or a guest in
 * its live session.
 *
 * @param author as whom they add files
 * @param actor as the audit log names them
 * @param since only files added from then on; empty: all (REQUIREMENTS C-3)
 */
public record FileVisitor(
    String accountId, String meetingId, Author author, Actor actor, Optional<Instant> since) {
  /** A user's id, or that of a guest's seat. */
  public String id() {
    return actor.id().orElseThrow();
  }

  boolean sees(MeetingFile file) {
    return meetingId.equals(file.meetingId())
        && accountId.equals(file.accountId())
        && since.map(from -> !file.addedAt().isBefore(from)).orElse(true);
  }
}
