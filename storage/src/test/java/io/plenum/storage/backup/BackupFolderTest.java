package io.plenum.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("V-4")
class BackupFolderTest {
  /** A Saturday. */
  private static final Instant NEWEST = Instant.parse("2026-11-21T03:30:00Z");

  @TempDir Path folder;

  private void make(int days) throws IOException {
    for (int i = 0; i < days; i++) {
      Files.createFile(new BackupFolder(folder, 1, 0).fileFor(NEWEST.minus(Duration.ofDays(i))));
    }
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void keepsTheNewest_andTheLastOfEachWeek() throws IOException {
    make(30);
    assertThat(new BackupFolder(folder, 3, 3).sweep()).isEqualTo(25);
    assertThat(names())
        .containsExactly(
            "plenum-20261108T033000Z.backup", // a Sunday
            "plenum-20261115T033000Z.backup", // a Sunday
            "plenum-20261119T033000Z.backup",
            "plenum-20261120T033000Z.backup",
            "plenum-20261121T033000Z.backup");
  }

  @Test
  void keepsTheNewestOnly_whenNoWeeksAreToBeKept() throws IOException {
    make(10);
    assertThat(new BackupFolder(folder, 2, 0).sweep()).isEqualTo(8);
    assertThat(new BackupFolder(folder, 2, 0).newest()).contains(NEWEST);
  }

  @Test
  void leavesOtherFilesAlone() throws IOException {
    make(2);
    Files.createFile(folder.resolve("plenum-before-the-move.backup"));
    Files.createFile(folder.resolve("plenum-20261121T033000Z.backup.part"));
    new BackupFolder(folder, 1, 0).sweep();
    assertThat(names())
        .containsExactly(
            "plenum-20261121T033000Z.backup",
            "plenum-20261121T033000Z.backup.part",
            "plenum-before-the-move.backup");
  }

  @Test
  void hasNoNewest_whenThereIsNone() {
    assertThat(new BackupFolder(folder.resolve("not yet"), 1, 0).newest()).isEmpty();
  }
}
