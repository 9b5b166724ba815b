package io.plenum.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.KeyRotation;
import io.plenum.storage.crypto.MasterKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted files against those who read, change or exchange them. */
@Tag("S-3b")
class SealedFormTest {
  private static final ObjectName NAME = ObjectName.of("file", "one");
  private static final ObjectName OTHER = ObjectName.of("file", "two");
  private static final String SECRET = "the quick brown fox signs the merger on Friday; ";

  @TempDir private Path folder;

  private TestStores stores() {
    return new TestStores(folder);
  }

  private Path file(ObjectName name) {
    return folder.resolve("objects/content").resolve(name.text());
  }

  private static void put(ObjectStore store, ObjectName name, byte[] content) throws IOException {
    store.put(name, new ByteArrayInputStream(content));
  }

  private static byte[] get(ObjectStore store, ObjectName name) throws IOException {
    try (ObjectContent content = store.get(name, ByteRange.ALL)) {
      return content.stream().readAllBytes();
    }
  }

  @Test
  @Tag("S-3a")
  @Tag("S-3c")
  void holdsNoPlainText_inAnyByteOfTheFolder() throws Exception {
    TestStores stores = stores();
    byte[] content = SECRET.repeat(10_000).getBytes(StandardCharsets.UTF_8);
    try (ObjectStore files = stores.files(stores.master);
        ObjectStore s3 = stores.open(TestStores.Kind.S3PROXY_SEALED)) {
      put(files, NAME, content);
      put(s3, NAME, content);
      assertThat(get(s3, NAME)).isEqualTo(content);
    }
    stores.close();
    List<Path> all = allFiles();
    assertThat(all).hasSizeGreaterThanOrEqualTo(4);
    for (Path one : all) {
      assertThat(Files.readString(one, StandardCharsets.ISO_8859_1))
          .as(one.toString())
          .doesNotContain(SECRET.substring(0, 12));
    }
  }

  private List<Path> allFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void isForItsOwnerOnly() throws IOException {
    TestStores stores = stores();
    try (ObjectStore store = stores.files(stores.master)) {
      put(store, NAME, new byte[] {1});
    }
    for (Path one : allFiles()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
          .as(one.toString())
          .isEqualTo("rw-------");
    }
  }

  @Test
  void givesTheSameBytesAnotherCiphertext_eachTime() throws IOException {
    TestStores stores = stores();
    try (ObjectStore store = stores.files(stores.master)) {
      put(store, NAME, new byte[1_000]);
      put(store, OTHER, new byte[1_000]);
    }
    assertThat(Files.readAllBytes(file(NAME))).isNotEqualTo(Files.readAllBytes(file(OTHER)));
  }

  @Test
  void noticesAnyFlippedByte_beforeItGivesAWrongOne() throws IOException {
    TestStores stores = stores();
    byte[] content = TestContent.bytes(200_000, 3);
    try (ObjectStore store = stores.files(stores.master)) {
      put(store, NAME, content);
      byte[] stored = Files.readAllBytes(file(NAME));
      for (int at = 0; at < stored.length; at += at < 200 ? 1 : 9_973) {
        byte[] changed = stored.clone();
        changed[at] ^= 0x10;
        Files.write(file(NAME), changed);
        assertDamaged(store, content, "byte " + at);
      }
    }
  }

  @Test
  void noticesWhatIsCutOffOrAdded() throws IOException {
    TestStores stores = stores();
    byte[] content = TestContent.bytes(200_000, 4);
    try (ObjectStore store = stores.files(stores.master)) {
      put(store, NAME, content);
      byte[] stored = Files.readAllBytes(file(NAME));
      // Whole segments too, so that what is left looks complete.
      for (int size : new int[] {0, 1, 83, 84, 140, 65_536, 131_072, stored.length - 1}) {
        Files.write(file(NAME), java.util.Arrays.copyOf(stored, size));
        assertDamaged(store, content, "cut to " + size);
      }
      Files.write(file(NAME), java.util.Arrays.copyOf(stored, stored.length + 1));
      assertDamaged(store, content, "one byte more");
    }
  }

  /** What comes before the fault may be right bytes, never a wrong one. */
  private static void assertDamaged(ObjectStore store, byte[] content, String how) {
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    assertThatThrownBy(
            () -> {
              try (ObjectContent opened = store.get(NAME, ByteRange.ALL)) {
                opened.stream().transferTo(got);
              }
            })
        .as(how)
        .isInstanceOf(ObjectFault.Damaged.class);
    assertThat(got.toByteArray())
        .as(how)
        .isEqualTo(java.util.Arrays.copyOf(content, Math.min(content.length, got.size())));
  }

  @Test
  void noticesObjectsThatWereExchanged() throws IOException {
    TestStores stores = stores();
    try (ObjectStore store = stores.files(stores.master)) {
      put(store, NAME, new byte[] {1});
      put(store, OTHER, new byte[] {2});
      Files.write(file(NAME), Files.readAllBytes(file(OTHER)));
      assertThatThrownBy(() -> get(store, NAME)).isInstanceOf(ObjectFault.Damaged.class);
    }
  }

  @Test
  void refusesAnotherMasterKey() throws IOException {
    TestStores stores = stores();
    stores.files(stores.master).close();
    assertThatThrownBy(() -> stores.files(MasterKey.random(TestStores.RANDOM)))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("master key does not fit");
  }

  @Test
  void readsOldObjects_afterTheMasterKeyChanged_withoutTouchingThem() throws IOException {
    TestStores stores = stores();
    MasterKey next = MasterKey.random(TestStores.RANDOM);
    try (ObjectStore store = stores.files(stores.master)) {
      put(store, NAME, new byte[] {7});
    }
    byte[] before = Files.readAllBytes(file(NAME));
    KeyRotation rotation =
        new KeyRotation(stores.master, next, TestStores.RANDOM, InstantSource.system());
    assertThat(rotation.run(folder, List.of(shelf()))).isEqualTo(1);
    assertThat(rotation.run(folder, List.of(shelf()))).as("once more").isZero();
    try (ObjectStore store = stores.files(next)) {
      assertThat(get(store, NAME)).containsExactly(7);
      put(store, OTHER, new byte[] {8});
      assertThat(get(store, OTHER)).containsExactly(8);
    }
    assertThat(Files.readAllBytes(file(NAME))).isEqualTo(before);
    assertThat(keyId(NAME)).as("new objects have a new wrapping key").isNotEqualTo(keyId(OTHER));
    assertThatThrownBy(() -> stores.files(stores.master)).isInstanceOf(StorageRefused.class);
  }

  private io.plenum.storage.crypto.KeyShelf shelf() throws IOException {
    return FileObjectStore.shelf(folder.resolve("objects"), TestStores.RANDOM);
  }

  private String keyId(ObjectName name) throws IOException {
    return java.util.HexFormat.of().formatHex(Files.readAllBytes(file(name)), 8, 24);
  }
}
