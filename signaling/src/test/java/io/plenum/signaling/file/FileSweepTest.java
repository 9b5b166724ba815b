package io.plenum.signaling.file;

import static io.plenum.signaling.file.FileScene.ada;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.object.ByteRange;
import io.plenum.storage.object.ObjectName;
import io.plenum.storage.object.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every state that a crash can leave rows and objects in. */
class FileSweepTest {
  private static final FileSweep.Report NOTHING = new FileSweep.Report(0, 0, 0, 0, 0);

  @TempDir private Path folder;
  private final MasterKey key = MasterKey.random(new SecureRandom());
  private FileScene scene;

  @BeforeEach
  void open() {
    scene = new FileScene(folder, key).furnish();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void crash() {
    scene.close();
    scene = new FileScene(folder, key);
  }

  /** An upload whose process died; `written`: after the object, before the row said so. */
  private void interrupted(boolean written) throws IOException {
    String id = "d".repeat(32);
    Upload upload =
        new Upload(id, ada(), FileScene.file("half"), Cells.MAIN, "a run", scene.now.get());
    scene.database.write(
        handle -> {
          FileRows.begin(handle, upload);
          return null;
        });
    if (written) {
      scene.store.put(
          MeetingFile.object(FileScene.ACCOUNT, FileScene.MEETING, id),
          new ByteArrayInputStream(new byte[9]));
    }
    crash();
  }

  @Test
  void leavesAloneWhatIsWhole() throws IOException {
    MeetingFile kept = scene.add(ada(), "kept", 5);
    assertThat(scene.sweep.run()).isEqualTo(NOTHING);
    assertThat(scene.files.find(ada(), kept.id())).contains(kept);
  }

  @Test
  void forgetsAnUpload_thatDiedBeforeItsObject() throws IOException {
    interrupted(false);
    assertThat(scene.sweep.run()).isEqualTo(new FileSweep.Report(1, 1, 0, 0, 0));
    assertThat(scene.rows()).isZero();
  }

  @Test
  void deletesTheObject_ofAnUploadThatDiedBeforeItsRow() throws IOException {
    interrupted(true);
    assertThat(scene.objects()).isEqualTo(1);
    assertThat(scene.sweep.run()).isEqualTo(new FileSweep.Report(1, 1, 0, 0, 0));
    assertThat(scene.rows()).isZero();
    assertThat(scene.objects()).isZero();
    assertThat(scene.sweep.run()).isEqualTo(NOTHING);
  }

  @Test
  @Tag("C-2c")
  void finishesADeletion_thatDiedBeforeItsObject() throws IOException {
    MeetingFile added = scene.add(ada(), "going", 5);
    scene.database.write(handle -> FileRows.kill(handle, added.id()));
    crash();
    assertThat(scene.sweep.run().buried()).isEqualTo(1);
    assertThat(scene.objects()).isZero();
    assertThat(scene.rows()).isZero();
  }

  @Test
  @Tag("C-2c")
  void finishesADeletion_thatDiedBeforeItsRow() throws IOException {
    MeetingFile added = scene.add(ada(), "going", 5);
    scene.database.write(handle -> FileRows.kill(handle, added.id()));
    scene.store.delete(added.object());
    crash();
    assertThat(scene.sweep.run().buried()).isEqualTo(1);
    assertThat(scene.rows()).isZero();
  }

  @Test
  @Tag("M-5c")
  void deletesTheFiles_ofAMeetingThatIsGone() throws IOException {
    scene.add(ada(), "orphan", 5);
    scene.database.write(
        handle -> handle.execute("DELETE FROM meeting WHERE id = ?", FileScene.MEETING));
    assertThat(scene.sweep.run().buried()).isEqualTo(1);
    assertThat(scene.objects()).isZero();
  }

  @Test
  void marksAFileAsLost_whoseObjectIsMissing_untilItIsBack() throws IOException {
    MeetingFile added = scene.add(ada(), "lost", 5);
    scene.store.delete(added.object());
    assertThat(scene.sweep.run().lost()).isEqualTo(1);
    MeetingFile lost = scene.files.find(ada(), added.id()).orElseThrow();
    assertThat(lost.lost()).isTrue();
    assertThatThrownBy(() -> scene.files.open(ada(), lost, ByteRange.ALL))
        .isInstanceOf(FileRefused.class);
    scene.store.put(added.object(), new ByteArrayInputStream(new byte[5]));
    assertThat(scene.sweep.run().found()).isEqualTo(1);
    assertThat(scene.files.find(ada(), added.id())).contains(added);
  }

  @Test
  void looksAtAllObjects_whenThereAreMoreThanAPageHolds() throws IOException {
    for (int i = 0; i < ObjectStore.LIST_LIMIT; i++) {
      scene.store.put(
          MeetingFile.object(FileScene.ACCOUNT, FileScene.MEETING, "%032x".formatted(i)),
          new ByteArrayInputStream(new byte[0]));
    }
    // Ids are drawn: this one stands behind all of those.
    MeetingFile last = scene.add(ada(), "on the second page", 5);
    assertThat(scene.sweep.run()).isEqualTo(NOTHING);
    scene.store.delete(last.object());
    assertThat(scene.sweep.run().lost()).isEqualTo(1);
    scene.store.put(last.object(), new ByteArrayInputStream(new byte[5]));
    assertThat(scene.sweep.run().found()).isEqualTo(1);
    assertThat(scene.files.find(ada(), last.id())).contains(last);
  }

  @Test
  void keepsAnObjectThatNoRowNames_forAWeek() throws IOException {
    ObjectName stranger = MeetingFile.object(FileScene.ACCOUNT, FileScene.MEETING, "e".repeat(32));
    ObjectName notOurs = ObjectName.of("attachment", "other");
    scene.store.put(stranger, new ByteArrayInputStream(new byte[1]));
    scene.store.put(notOurs, new ByteArrayInputStream(new byte[1]));
    scene.now.set(Instant.now());
    assertThat(scene.sweep.run()).isEqualTo(NOTHING);
    scene.now.set(Instant.now().plus(FileSweep.STRANGER_KEPT).plus(Duration.ofMinutes(1)));
    assertThat(scene.sweep.run().strangers()).isEqualTo(1);
    assertThat(scene.store.size(stranger)).isEmpty();
    assertThat(scene.store.size(notOurs)).isEqualTo(Optional.of(1L));
  }
}
