package io.plenum.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.object.ObjectStore.Encryption;
import io.plenum.storage.object.ObjectStore.Listed;
import io.plenum.storage.object.TestStores.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store does: files, S3 that encrypts, S3 that does not. */
@ParameterizedClass
@EnumSource(Kind.class)
class ObjectStoreContractTest {
  private static final ObjectName NAME = ObjectName.of("file", "account", "one");

  /** Many parts and segments, and not a multiple of any. */
  private static final int SIZE = 11_000_001;

  /** In the middle of a second part. */
  private static final int HALF_WAY = 6_000_000;

  @Parameter private Kind kind;
  @TempDir private Path folder;
  private TestStores stores;
  private ObjectStore store;

  @BeforeEach
  void open() throws Exception {
    stores = new TestStores(folder);
    store = stores.open(kind);
  }

  @AfterEach
  void close() throws Exception {
    if (store != null) {
      store.close();
    }
    stores.close();
  }

  private void put(ObjectName name, byte[] content) throws IOException {
    assertThat(store.put(name, new ByteArrayInputStream(content))).isEqualTo(content.length);
  }

  private byte[] get(ObjectName name, ByteRange range) throws IOException {
    try (ObjectContent content = store.get(name, range)) {
      return content.stream().readAllBytes();
    }
  }

  @Test
  void givesBackWhatWasStored_ofAnySize() throws IOException {
    for (int size : new int[] {0, 1, 65_536, 200_000, 5 << 20, SIZE}) {
      byte[] content = TestContent.bytes(size, size);
      put(NAME, content);
      assertThat(get(NAME, ByteRange.ALL)).as("%d bytes", size).isEqualTo(content);
      assertThat(store.size(NAME)).contains((long) size);
    }
  }

  @Test
  @Tag("S-3b")
  @Tag("S-3c")
  void encryptsInItsWay() throws IOException {
    assertThat(store.encryption())
        .isEqualTo(
            switch (kind) {
              case FILES, S3PROXY_SEALED -> Encryption.SEALED;
              case S3PROXY_SSE, LOCALSTACK -> Encryption.SSE_S3;
            });
  }

  @Test
  void givesRanges_andSaysHowLargeTheWholeIs() throws IOException {
    byte[] content = TestContent.bytes(SIZE, 7);
    put(NAME, content);
    long[][] ranges = {
      {0, 1}, {65_000, 2_000}, {1_000_000, 1_000_000}, {SIZE - 5, 100}, {SIZE, 10}, {SIZE + 9, 1}
    };
    for (long[] range : ranges) {
      ByteRange asked = new ByteRange(range[0], range[1]);
      try (ObjectContent part = store.get(NAME, asked)) {
        int from = (int) Math.min(SIZE, range[0]);
        int to = (int) Math.min(SIZE, range[0] + range[1]);
        assertThat(part.sizeBytes()).isEqualTo(SIZE);
        assertThat(part.range()).isEqualTo(new ByteRange(from, to - from));
        assertThat(part.stream().readAllBytes())
            .as(asked.toString())
            .isEqualTo(java.util.Arrays.copyOfRange(content, from, to));
      }
    }
  }

  @Test
  void knowsNothing_ofWhatWasNeverStoredOrIsDeleted() throws IOException {
    assertThatThrownBy(() -> store.get(NAME, ByteRange.ALL))
        .isInstanceOf(ObjectFault.NotFound.class);
    assertThat(store.size(NAME)).isEmpty();
    store.delete(NAME);
    put(NAME, new byte[] {1});
    store.delete(NAME);
    assertThat(store.size(NAME)).isEmpty();
    assertThat(store.list(new ObjectName("file"), Optional.empty())).isEmpty();
  }

  @Test
  void replacesAnObject_ofTheSameName() throws IOException {
    put(NAME, TestContent.bytes(SIZE, 1));
    put(NAME, new byte[] {42});
    assertThat(get(NAME, ByteRange.ALL)).containsExactly(42);
  }

  @Test
  void keepsNothing_ofAnUploadThatBreaksOff() throws IOException {
    for (int size : new int[] {0, 1_000, HALF_WAY}) {
      assertThatThrownBy(() -> store.put(NAME, TestContent.breakingAfter(size)))
          .isExactlyInstanceOf(IOException.class)
          .hasMessage("the uploader hung up");
    }
    assertThat(store.size(NAME)).isEmpty();
    assertThat(store.list(new ObjectName("file"), Optional.empty())).isEmpty();
    assertThat(store.abortStale(Instant.MAX)).as("what was left to clear away").isZero();
  }

  @Test
  void keepsTheOldObject_whenItsReplacementBreaksOff() throws IOException {
    put(NAME, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> store.put(NAME, TestContent.breakingAfter(HALF_WAY)))
        .hasMessage("the uploader hung up");
    assertThat(get(NAME, ByteRange.ALL)).containsExactly(1, 2, 3);
  }

  @Test
  void listsByPrefix_inOrder_pageByPage() throws IOException {
    List<String> names =
        List.of("file/a-b/1", "file/a/1", "file/a/2", "file/a0/1", "file/ab/1", "filet/a/1");
    for (String name : names) {
      put(new ObjectName(name), new byte[] {1});
    }
    assertThat(names(store.list(new ObjectName("file"), Optional.empty())))
        .containsExactlyElementsOf(names.subList(0, 5));
    assertThat(names(store.list(new ObjectName("file/a"), Optional.empty())))
        .containsExactly("file/a/1", "file/a/2");
    for (int i = 0; i < 5; i++) {
      assertThat(
              names(store.list(new ObjectName("file"), Optional.of(new ObjectName(names.get(i))))))
          .as("after %s", names.get(i))
          .containsExactlyElementsOf(names.subList(i + 1, 5));
    }
  }

  private static List<String> names(List<Listed> page) {
    return page.stream().map(one -> one.name().text()).toList();
  }

  @Test
  void showsWholeObjectsOnly_whileOthersPutAndDelete() throws Exception {
    byte[] first = TestContent.bytes(6_000_000, 1);
    byte[] second = TestContent.bytes(6_000_000, 2);
    List<Callable<Void>> work = new ArrayList<>();
    IntStream.range(0, 6)
        .forEach(
            i ->
                work.add(
                    () -> {
                      if (i % 3 == 2) {
                        store.delete(NAME);
                      } else {
                        put(NAME, i % 3 == 0 ? first : second);
                      }
                      return null;
                    }));
    IntStream.range(0, 6)
        .forEach(
            i ->
                work.add(
                    () -> {
                      assertThat(read()).isIn(0, first.length);
                      return null;
                    }));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    }
    store.delete(NAME);
    assertThat(store.list(new ObjectName("file"), Optional.empty())).isEmpty();
  }

  /** How many bytes an object has that may be gone at any moment. */
  private int read() throws IOException {
    try {
      return get(NAME, ByteRange.ALL).length;
    } catch (ObjectFault.NotFound gone) {
      return 0;
    } catch (ObjectFault.Unavailable replaced) {
      // S3 says that the object is not the one that was opened any more.
      return 0;
    }
  }
}
