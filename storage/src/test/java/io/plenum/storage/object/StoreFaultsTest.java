package io.plenum.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.plenum.storage.object.ObjectStore.Encryption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Full disks, killed writers, services that are down. */
class StoreFaultsTest {
  private static final ObjectName NAME = ObjectName.of("file", "one");

  @TempDir private Path folder;

  private static ByteArrayInputStream bytes(int size) {
    return new ByteArrayInputStream(TestContent.bytes(size, 5));
  }

  @Test
  void saysThatTheDiskIsFull_andLeavesNothing() throws IOException {
    TestStores stores = new TestStores(folder);
    AtomicInteger looks = new AtomicInteger();
    try (ObjectStore store =
        FileObjectStore.open(
            stores.fileConfig(stores.master),
            disk -> () -> looks.incrementAndGet() < 3 ? 1L << 40 : 0)) {
      assertThatThrownBy(() -> store.put(NAME, bytes(8 << 20)))
          .isInstanceOf(ObjectFault.Full.class);
      assertThat(store.size(NAME)).isEmpty();
    }
    assertThat(looks).as("noticed in the middle").hasValue(3);
    assertThat(parts()).isZero();
  }

  @Test
  void leavesTheDiskItsReserve() throws IOException {
    TestStores stores = new TestStores(folder);
    FileObjectStore.Config usual = stores.fileConfig(stores.master);
    FileObjectStore.Config greedy =
        new FileObjectStore.Config(
            usual.root(), Long.MAX_VALUE, usual.masterKey(), usual.random(), usual.clock());
    try (ObjectStore store = FileObjectStore.open(greedy)) {
      assertThatThrownBy(() -> store.put(NAME, bytes(1))).isInstanceOf(ObjectFault.Full.class);
    }
  }

  @Test
  void knowsWhatTheSystemSays_ofAFullDisk() throws IOException {
    Path full = Path.of("/dev/full");
    assumeThat(full).exists();
    try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE)) {
      assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
          .isInstanceOfSatisfying(
              IOException.class, refused -> assertThat(DiskFull.says(refused)).isTrue());
    }
    assertThat(DiskFull.says(new IOException())).isFalse();
  }

  @Test
  void clearsAwayWhatAKilledWriterLeft_atTheNextStart() throws IOException {
    TestStores stores = new TestStores(folder);
    stores.files(stores.master).close();
    Files.write(folder.resolve("objects/parts/left.part"), new byte[] {1});
    stores.files(stores.master).close();
    assertThat(parts()).isZero();
  }

  private long parts() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("objects/parts"))) {
      return files.count();
    }
  }

  @Test
  void saysThatAServiceIsDown_beforeAndInTheMiddle() throws Exception {
    try (TestStores stores = new TestStores(folder);
        ObjectStore store = stores.s3(new TransientNio2BlobStore())) {
      store.put(NAME, bytes(5 << 20));
      try (ObjectContent content = store.get(NAME, ByteRange.ALL)) {
        assertThat(content.stream().readNBytes(100_000)).hasSize(100_000);
        stores.stopService();
        assertThatThrownBy(() -> content.stream().readAllBytes())
            .isInstanceOf(ObjectFault.Unavailable.class);
      }
      assertThatThrownBy(() -> store.put(NAME, bytes(1)))
          .isInstanceOf(ObjectFault.Unavailable.class);
      assertThatThrownBy(() -> store.size(NAME)).isInstanceOf(ObjectFault.Unavailable.class);
    }
  }

  @Test
  void abortsUploadsThatNobodyFinishes_butOnlyOldOnes() throws Exception {
    try (TestStores stores = new TestStores(folder);
        ObjectStore store = stores.s3(new TransientNio2BlobStore());
        S3Calls killed = stores.calls()) {
      killed.call(
          NAME,
          s3 ->
              s3.createMultipartUpload(
                  begin -> begin.bucket(killed.bucket()).key(killed.key(NAME))));
      assertThat(store.abortStale(Instant.now().minusSeconds(3_600))).isZero();
      assertThat(store.abortStale(Instant.now().plusSeconds(60))).isEqualTo(1);
      assertThat(store.abortStale(Instant.now().plusSeconds(60))).isZero();
    }
  }

  @Test
  void refusesAnObject_thatS3DoesNotTakeWhole() throws Exception {
    try (TestStores stores = new TestStores(folder);
        ObjectStore store = stores.s3(new TransientNio2BlobStore())) {
      int whole = TestStores.FEW.partBytes() * TestStores.FEW.count();
      assertThat(store.put(NAME, bytes(whole))).isEqualTo(whole);
      store.delete(NAME);
      assertThatThrownBy(() -> store.put(NAME, bytes(whole + 1)))
          .isInstanceOf(ObjectFault.Full.class);
      assertThat(store.size(NAME)).isEmpty();
      assertThat(store.abortStale(Instant.now().plusSeconds(60))).isZero();
    }
  }

  @Test
  @Tag("S-3c")
  void doesNotStoreInTheClear_whereEncryptionIsDemandedAndNotOffered() throws Exception {
    try (TestStores stores = new TestStores(folder)) {
      stores.open(TestStores.Kind.S3PROXY_SEALED).close();
      try (ObjectStore store =
          stores.s3(Optional.of(Encryption.SSE_S3), Optional.empty(), stores.master)) {
        assertThatThrownBy(() -> store.put(NAME, bytes(1)))
            .isInstanceOf(ObjectFault.Unavailable.class)
            .hasMessageContaining("does not encrypt");
      }
    }
  }
}
