package io.plenum.storage.backup;

import io.plenum.storage.StorageRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where scheduled backups are kept, named by their time (UTC), and which of them are old. Other
 * files there are left alone. Any thread may use it.
 *
 * @param keep so many of the newest are kept
 * @param keepWeeks and of so many of the newest weeks (Monday to Sunday, UTC) the last
 */
public record BackupFolder(Path folder, int keep, int keepWeeks) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'plenum-'yyyyMMdd'T'HHmmss'Z.backup'").withZone(ZoneOffset.UTC);

  private record Dated(Path file, Instant at) {
    /** The week, as a number that no other week has. */
    int week() {
      LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
      return day.get(IsoFields.WEEK_BASED_YEAR) * 100 + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }
  }

  /** The file for a backup made now. */
  public Path fileFor(Instant now) {
    return folder.resolve(NAME.format(now));
  }

  /** When the newest was made. */
  public Optional<Instant> newest() {
    return newestFirst().stream().map(Dated::at).findFirst();
  }

  /** Deletes the old ones; returns how many. */
  public int sweep() {
    List<Dated> old = new ArrayList<>();
    Set<Integer> weeks = new HashSet<>();
    List<Dated> all = newestFirst();
    for (int i = 0; i < all.size(); i++) {
      boolean lastOfItsWeek = weeks.add(all.get(i).week()) && weeks.size() <= keepWeeks;
      if (i >= keep && !lastOfItsWeek) {
        old.add(all.get(i));
      }
    }
    try {
      for (Dated one : old) {
        Files.deleteIfExists(one.file());
      }
    } catch (IOException e) {
      throw new StorageRefused("Old backups in " + folder + " cannot be deleted: " + e, e);
    }
    return old.size();
  }

  private List<Dated> newestFirst() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StorageRefused("The backup folder " + folder + " cannot be made: " + e, e);
    }
    try (var files = Files.list(folder)) {
      return files
          .flatMap(file -> dated(file).stream())
          .sorted(Comparator.comparing(Dated::at).reversed())
          .toList();
    } catch (IOException e) {
      throw new StorageRefused("The backup folder " + folder + " cannot be read: " + e, e);
    }
  }

  private static Optional<Dated> dated(Path file) {
    try {
      return Optional.of(new Dated(file, NAME.parse(file.getFileName().toString(), Instant::from)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
