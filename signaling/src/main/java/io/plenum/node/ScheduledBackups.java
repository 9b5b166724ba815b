package io.plenum.node;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.backup.Backup;
import io.plenum.storage.backup.BackupFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a backup each day at its time, and when the last one was missed; deletes old ones. On a
 * platform thread, which SQLite's calls need.
 */
final class ScheduledBackups implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ScheduledBackups.class);

  /** How often the clock is looked at, so that a clock put right is soon noticed. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  /** A backup that failed is tried again so much later. */
  private static final Duration RETRY = Duration.ofMinutes(15);

  private final Backup backup;
  private final BackupFolder folder;
  private final LocalTime at;
  private final ZoneId zone;
  private final InstantSource clock;
  private final Thread thread;
  private Instant notBefore = Instant.MIN;

  private ScheduledBackups(
      Backup backup, Configuration.Backups settings, ZoneId zone, InstantSource clock) {
    this.backup = backup;
    this.folder = new BackupFolder(settings.folder(), settings.keep(), settings.keepWeeks());
    this.at = settings.dailyAt();
    this.zone = zone;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("plenum-backup").daemon(true).unstarted(this::run);
  }

  static ScheduledBackups start(
      Backup backup, Configuration.Backups settings, ZoneId zone, InstantSource clock) {
    ScheduledBackups backups = new ScheduledBackups(backup, settings, zone, clock);
    backups.thread.start();
    return backups;
  }

  /** The latest moment at or before now at which a backup was to be made. */
  static Instant lastDue(Instant now, LocalTime at, ZoneId zone) {
    ZonedDateTime today = now.atZone(zone).with(at);
    return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        makeIfDue();
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void makeIfDue() {
    Instant now = clock.instant();
    try {
      Instant due = lastDue(now, at, zone);
      if (now.isBefore(notBefore) || !folder.newest().orElse(Instant.MIN).isBefore(due)) {
        return;
      }
      Path file = folder.fileFor(now);
      Backup.Content content = backup.writeTo(file, now);
      int deleted = folder.sweep();
      log.info(
          "Backup {}: {} files, {} bytes; {} old ones deleted",
          file,
          content.files(),
          content.bytes(),
          deleted);
    } catch (StorageRefused e) {
      notBefore = now.plus(RETRY);
      log.error(
          "No backup was made; tried again in {} minutes. {}", RETRY.toMinutes(), e.getMessage());
    }
  }

  /** A backup in the making is left: what is there of it is removed by the next. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
