package io.plenum.signaling.file;

import static io.plenum.signaling.file.FileScene.ada;
import static io.plenum.signaling.file.FileScene.file;
import static io.plenum.signaling.file.FileScene.guest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.object.ByteRange;
import io.plenum.storage.object.ObjectContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  @TempDir private Path folder;
  private FileScene scene;

  @BeforeEach
  void open() {
    scene = new FileScene(folder, MasterKey.random(new SecureRandom())).furnish();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void keepsAFile_andGivesItBack() throws IOException {
    MeetingFile added = scene.add(ada(), "notes.txt", 70_000);
    assertThat(scene.files.find(ada(), added.id())).contains(added);
    assertThat(added.sizeBytes()).isEqualTo(70_000);
    assertThat(added.mediaType()).isEqualTo("text/plain");
    try (ObjectContent content = scene.files.open(ada(), added, new ByteRange(65_000, 9_000))) {
      assertThat(content.stream().readAllBytes()).isEqualTo(new byte[5_000]);
    }
    assertThat(ref(FileScene.MEETING, added.id())).contains(added.ref());
    assertThat(ref("another", added.id())).isEmpty();
  }

  private Optional<AttachmentRef> ref(String meetingId, String fileId) {
    return scene.database.read(handle -> Files.ref(handle, meetingId, fileId));
  }

  @Test
  @Tag("M-5c")
  void keepsNothing_whenTheMeetingIsDeletedMeanwhile() {
    InputStream content =
        new ByteArrayInputStream(new byte[100]) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            scene.database.write(handle -> handle.execute("UPDATE meeting SET deleted_at = 1"));
            return super.read(into, from, length);
          }
        };
    assertRefused(() -> scene.files.add(ada(), file("late"), content), FileRefused.Reason.GONE);
    assertThat(scene.rows()).isZero();
  }

  @Test
  @Tag("C-2a")
  void takesAFileAtTheLimit_andNotOneByteMore() throws IOException {
    scene.add(ada(), "fits", FileScene.LIMIT_BYTES);
    assertRefused(
        () -> scene.add(ada(), "too large", FileScene.LIMIT_BYTES + 1),
        FileRefused.Reason.TOO_LARGE);
    assertThat(scene.rows()).isEqualTo(1);
    assertThat(scene.objects()).isEqualTo(1);
  }

  private static NewFile announced(long bytes) {
    return new NewFile(
        FileKind.FILE, FileName.of("a"), "text/plain", Optional.empty(), Optional.of(bytes));
  }

  @Test
  @Tag("C-2a")
  void takesAFileThatSaysItIsAsLargeAsItMayBe() throws IOException {
    byte[] content = new byte[FileScene.LIMIT_BYTES];
    NewFile largest = announced(FileScene.LIMIT_BYTES);
    assertThat(scene.files.add(ada(), largest, new ByteArrayInputStream(content)).sizeBytes())
        .isEqualTo(FileScene.LIMIT_BYTES);
  }

  @Test
  void tellsWhoFollowsTheSpace() throws IOException {
    List<SpaceChange> told = new ArrayList<>();
    try (var _ = scene.feed.follow(FileScene.MEETING, 0, told::add)) {
      scene.add(ada(), "news.txt", 5);
    }
    assertThat(told).hasSize(1);
  }

  @Test
  void isLeftAloneByTheSweep_whileItComes() throws IOException {
    List<FileSweep.Report> swept = new ArrayList<>();
    InputStream content =
        new ByteArrayInputStream(new byte[100]) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            swept.add(scene.sweep.run());
            return super.read(into, from, length);
          }
        };
    MeetingFile added = scene.files.add(ada(), file("slow"), content);
    assertThat(swept).isNotEmpty().containsOnly(new FileSweep.Report(0, 0, 0, 0, 0));
    assertThat(scene.files.find(ada(), added.id())).contains(added);
  }

  @Test
  @Tag("C-2a")
  void refusesAFileThatSaysItIsTooLarge_beforeReadingIt() {
    NewFile large = announced(FileScene.LIMIT_BYTES + 1L);
    InputStream unread =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("was read");
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            throw new AssertionError("was read");
          }
        };
    assertRefused(() -> scene.files.add(ada(), large, unread), FileRefused.Reason.TOO_LARGE);
  }

  @Test
  void keepsNothing_ofAnUploadThatBreaksOff() {
    InputStream breaking =
        new InputStream() {
          private int left = 80_000;

          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1) - 1;
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
              throw new IOException("gone");
            }
            int count = Math.min(left, length);
            left -= count;
            return count;
          }
        };
    assertThatThrownBy(() -> scene.files.add(ada(), file("half"), breaking)).hasMessage("gone");
    assertThat(scene.rows()).isZero();
    assertThat(scene.files.list(ada(), PageRequest.first()).items()).isEmpty();
  }

  @Test
  @Tag("C-4a")
  void takesAVoiceMessage_thatIsSoundAndSaysHowLong() throws IOException {
    NewFile voice =
        new NewFile(
            FileKind.VOICE,
            FileName.of("voice.webm"),
            "audio/webm;codecs=opus",
            Optional.of(2_500L),
            Optional.empty());
    MeetingFile added = scene.files.add(ada(), voice, new ByteArrayInputStream(new byte[10]));
    assertThat(added.mediaType()).isEqualTo("audio/webm");
    assertThat(added.ref().durationMs()).contains(2_500L);
    NewFile text =
        new NewFile(
            FileKind.VOICE, FileName.of("a"), "text/html", Optional.of(1L), Optional.empty());
    assertRefused(
        () -> scene.files.add(ada(), text, new ByteArrayInputStream(new byte[1])),
        FileRefused.Reason.BAD);
  }

  @Test
  void listsNewestFirst_pageByPage() throws IOException {
    for (int i = 0; i < 5; i++) {
      scene.add(ada(), "file " + i, i);
      scene.now.updateAndGet(at -> at.plusSeconds(1));
    }
    Page<MeetingFile> first = scene.files.list(ada(), new PageRequest(3, Optional.empty()));
    Page<MeetingFile> second = scene.files.list(ada(), new PageRequest(3, first.next()));
    assertThat(names(first)).containsExactly("file 4", "file 3", "file 2");
    assertThat(names(second)).containsExactly("file 1", "file 0");
    assertThat(second.next()).isEmpty();
  }

  private static List<String> names(Page<MeetingFile> page) {
    return page.items().stream().map(MeetingFile::name).toList();
  }

  @Test
  @Tag("C-3")
  void showsAGuestWhatWasAddedSince_whereTheMeetingSaysSo() throws IOException {
    MeetingFile before = scene.add(ada(), "before", 1);
    scene.now.updateAndGet(at -> at.plusSeconds(60));
    MeetingFile after = scene.add(ada(), "after", 1);
    FileVisitor late =
        FileScene.visitor(
            new Author(Optional.empty(), Optional.of("seat"), "Gus"),
            Optional.of(scene.now.get().minusSeconds(1)));
    assertThat(scene.files.list(late, PageRequest.first()).items()).containsExactly(after);
    assertThat(scene.files.find(late, before.id())).isEmpty();
  }

  @Test
  @Tag("C-2c")
  @Tag("X-15")
  void isDeletedByWhoAddedIt_andByNobodyElse() throws IOException {
    MeetingFile adas = scene.add(ada(), "Ada's", 1);
    MeetingFile guests = scene.add(guest("seat-1"), "guest's", 1);
    assertThat(scene.files.delete(guest("seat-1"), adas)).isFalse();
    assertThat(scene.files.delete(ada(), guests)).isFalse();
    assertThat(scene.files.delete(guest("seat-2"), guests)).isFalse();
    assertThat(scene.files.delete(guest("seat-1"), guests)).isTrue();
    assertThat(scene.files.delete(ada(), adas)).isTrue();
    assertThat(scene.files.find(ada(), adas.id())).isEmpty();
    assertThat(scene.rows()).isZero();
    assertThat(scene.objects()).isZero();
  }

  @Test
  @Tag("M-5c")
  void goesWithItsMeeting_andMayBeAskedToGoTwice() throws IOException {
    scene.add(ada(), "one", 1);
    scene.add(guest("seat"), "two", 1);
    assertThat(scene.files.deleteAllOf(FileScene.MEETING)).isEqualTo(2);
    assertThat(scene.files.deleteAllOf(FileScene.MEETING)).isZero();
    assertThat(scene.rows()).isZero();
    assertThat(scene.objects()).isZero();
  }

  @Test
  @Tag("M-5c")
  void isNotKept_whenTheMeetingIsDeletedWhileItComes() throws IOException {
    InputStream slow =
        new InputStream() {
          private boolean told;

          @Override
          public int read() {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            if (told) {
              return -1;
            }
            told = true;
            scene.files.deleteAllOf(FileScene.MEETING);
            return 1;
          }
        };
    assertRefused(() -> scene.files.add(ada(), file("late"), slow), FileRefused.Reason.GONE);
    assertThat(scene.rows()).isZero();
    assertThat(scene.objects()).isZero();
  }

  @Test
  @Tag("A-1")
  void isAudited_withItsSize() throws IOException {
    MeetingFile added = scene.add(ada(), "secret name.txt", 12);
    scene.files.open(ada(), added, ByteRange.ALL).close();
    scene.files.delete(ada(), added);
    List<String> kinds =
        scene.database.read(
            handle ->
                handle
                    .createQuery("SELECT kind FROM audit_entry ORDER BY seq")
                    .mapTo(String.class)
                    .list());
    assertThat(kinds).containsExactly("file-added", "file-fetched", "file-deleted");
    List<String> facts =
        scene.database.read(
            handle ->
                handle.createQuery("SELECT facts FROM audit_entry").mapTo(String.class).list());
    assertThat(facts).allSatisfy(text -> assertThat(text).contains("\"sizeBytes\":12"));
    assertThat(facts).noneSatisfy(text -> assertThat(text).contains("secret name"));
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, FileRefused.Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FileRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
