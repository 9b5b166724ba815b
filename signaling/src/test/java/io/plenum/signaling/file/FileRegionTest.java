package io.plenum.signaling.file;

import static io.plenum.signaling.file.FileScene.ada;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.identity.Account;
import io.plenum.signaling.identity.AccountSettings;
import io.plenum.signaling.identity.Region;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.object.ByteRange;
import io.plenum.storage.object.ObjectContent;
import io.plenum.storage.object.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the content of an account lies: in the store of its region, and in no other. */
@Tag("G-1")
class FileRegionTest {
  @TempDir private Path folder;
  private FileScene scene;
  private Map<String, ObjectStore> stores;
  private Region region;

  @BeforeEach
  void open() {
    MasterKey key = MasterKey.random(new SecureRandom());
    scene = new FileScene(folder, key).furnish();
    stores =
        Arrays.stream(Region.values())
            .collect(
                Collectors.toMap(
                    Region::name,
                    one -> TestFiles.store(folder.resolve(one.name()), key, scene.now::get)));
  }

  @AfterEach
  void close() {
    stores.values().forEach(ObjectStore::close);
    scene.close();
  }

  private Files files() {
    Map<Region, String> homes =
        Arrays.stream(Region.values()).collect(Collectors.toMap(Function.identity(), Region::name));
    return TestFiles.over(
        scene.database, new Cells(stores, homes), scene.feed, this::account, scene.now::get);
  }

  private Optional<Account> account(String id) {
    return Optional.of(
        new Account(
            id, "Acme", region, Optional.empty(), AccountSettings.STANDARD, 1, Instant.EPOCH));
  }

  private static byte[] read(Files files, MeetingFile file) throws IOException {
    try (ObjectContent content = files.open(ada(), file, ByteRange.ALL)) {
      return content.stream().readAllBytes();
    }
  }

  @Test
  void liesInItsRegionsStoreOnly() throws IOException {
    for (Region each : Region.values()) {
      region = each;
      Files files = files();
      byte[] content = each.name().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      MeetingFile added =
          files.add(ada(), FileScene.file("plan"), new ByteArrayInputStream(content));
      for (Map.Entry<String, ObjectStore> store : stores.entrySet()) {
        assertThat(store.getValue().size(added.object()).isPresent())
            .as("of %s in %s", each, store.getKey())
            .isEqualTo(store.getKey().equals(each.name()));
      }
      assertThat(read(files, added)).isEqualTo(content);
      files.delete(ada(), added);
      assertThat(stores.get(each.name()).size(added.object())).isEmpty();
    }
  }
}
