package io.plenum.signaling.file;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.post.WebhookEvent;
import io.plenum.signaling.post.Webhooks;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.signaling.space.SpaceKind;
import io.plenum.signaling.space.SpaceLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Tells of files that come and go: the audit log, webhooks, and the meeting's space (M-10). What is
 * written in a transaction is announced after its commit. Any thread may call.
 */
public final class FileNews {
  private final AuditLog audit;
  private final Webhooks webhooks;
  private final SpaceFeed feed;
  private final Mentions mentions;
  private final InstantSource clock;

  /** Takes a file off what carries it, in the transaction that deletes the file. */
  @FunctionalInterface
  public interface Mentions {
    /** Returns what to announce after the commit. */
    List<SpaceChange> forget(Handle handle, String meetingId, String fileId);
  }

  /** `mentions` are the messages that files are attached to. */
  public FileNews(
      AuditLog audit, Webhooks webhooks, SpaceFeed feed, Mentions mentions, InstantSource clock) {
    this.audit = audit;
    this.webhooks = webhooks;
    this.feed = feed;
    this.mentions = mentions;
    this.clock = clock;
  }

  /** Writes that a file was added; returns what to announce. */
  SpaceChange added(Handle handle, FileVisitor by, MeetingFile file) {
    webhooks.tell(
        handle,
        by.accountId(),
        new WebhookEvent.FileAdded(by.meetingId(), file.id(), file.sizeBytes()));
    audit.append(handle, event(AuditKind.FILE_ADDED, by, file));
    return changed(handle, file);
  }

  /** Writes that a file's content was fetched. */
  void fetched(Handle handle, FileVisitor by, MeetingFile file) {
    audit.append(handle, event(AuditKind.FILE_FETCHED, by, file));
  }

  /** Writes that a file was deleted; returns what to announce. */
  List<SpaceChange> deleted(Handle handle, FileVisitor by, MeetingFile file) {
    audit.append(handle, event(AuditKind.FILE_DELETED, by, file));
    List<SpaceChange> changes =
        new ArrayList<>(mentions.forget(handle, file.meetingId(), file.id()));
    changes.add(changed(handle, file));
    return changes;
  }

  /** Tells whoever looks at the meeting's space. After the commit. */
  void announce(String meetingId, List<SpaceChange> changes) {
    changes.forEach(change -> feed.announce(meetingId, change));
  }

  private SpaceChange changed(Handle handle, MeetingFile file) {
    long number =
        SpaceLog.append(handle, file.meetingId(), SpaceKind.FILE, file.id(), clock.millis());
    return new SpaceChange.File(number, file.id());
  }

  private static AuditEvent event(AuditKind kind, FileVisitor by, MeetingFile file) {
    return new AuditEvent(
        by.accountId(),
        kind,
        by.actor(),
        Optional.of(file.meetingId()),
        Map.of(
            "file",
            file.id(),
            "kind",
            file.kind().text(),
            "sizeBytes",
            file.sizeBytes(),
            "sha256",
            file.sha256()),
        Map.of("fileName", file.name()));
  }
}
