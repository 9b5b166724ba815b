package io.plenum.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.object.ObjectFolder.Part;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectFolderTest {
  private static final int PEOPLE = 8;

  /** Enough: of these puts and deletions some always met a folder that was just removed. */
  private static final int TIMES = 100;

  @TempDir Path folder;

  @Test
  void placesAndDeletes_whileOthersRemoveTheFoldersOfBoth() throws Exception {
    ObjectFolder files = new ObjectFolder(folder, new SecureRandom());
    Path top = files.resolve("content");
    Path file = top.resolve("file/account/one");
    Callable<Void> person =
        () -> {
          for (int i = 0; i < TIMES; i++) {
            try (Part part = files.part()) {
              part.write(ByteBuffer.allocate(1));
              part.place(file);
            }
            files.delete(file, top);
          }
          return null;
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(Collections.nCopies(PEOPLE, person))) {
        done.get();
      }
    }
    files.delete(file, top);
    assertThat(file).doesNotExist();
  }
}
