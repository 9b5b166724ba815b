package io.plenum.storage.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.WrappingKeys.DataKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("S-3b")
class WrappingKeysTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] CONTEXT = "one".getBytes(StandardCharsets.US_ASCII);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
  private static final InstantSource LATER =
      InstantSource.offset(CLOCK, java.time.Duration.ofHours(1));

  /** Writes as many keys as it is allowed to, then is full. */
  private static final class Shelf implements KeyShelf {
    private final Map<String, byte[]> keys = new TreeMap<>();
    private int writes = Integer.MAX_VALUE;

    @Override
    public List<String> ids() {
      return List.copyOf(keys.keySet());
    }

    @Override
    public Optional<byte[]> read(String id) {
      return Optional.ofNullable(keys.get(id));
    }

    @Override
    public void write(String id, byte[] wrapped) throws IOException {
      if (writes-- == 0) {
        throw new IOException("full");
      }
      keys.put(id, wrapped);
    }
  }

  private final Shelf shelf = new Shelf();
  private final MasterKey first = MasterKey.random(RANDOM);
  private final MasterKey second = MasterKey.random(RANDOM);

  private WrappingKeys keys(MasterKey master) {
    return new WrappingKeys(shelf, master, RANDOM, CLOCK);
  }

  @Test
  void drawsAnotherDataKeyEachTime_andOpensEach() throws IOException {
    DataKey one = keys(first).fresh(CONTEXT);
    DataKey two = keys(first).fresh(CONTEXT);
    assertThat(one.key()).isNotEqualTo(two.key());
    assertThat(keys(first).open(one.wrapped(), CONTEXT)).hasValue(one.key());
    assertThat(keys(first).open(two.wrapped(), CONTEXT)).hasValue(two.key());
    assertThat(shelf.keys).as("one wrapping key for both").hasSize(1);
    assertThat(one.toString()).isEqualTo("DataKey[hidden]");
  }

  @Test
  void opensNothing_thatWasChangedOrIsForSomethingElse() throws IOException {
    DataKey data = keys(first).fresh(CONTEXT);
    assertThat(keys(first).open(data.wrapped(), new byte[] {1})).isEmpty();
    for (int at : new int[] {0, 15, 16, 30, 75}) {
      byte[] changed = data.wrapped().clone();
      changed[at] ^= 1;
      assertThat(keys(first).open(changed, CONTEXT)).as("byte " + at).isEmpty();
    }
  }

  @Test
  void refusesAnotherMasterKey() throws IOException {
    keys(first).check();
    assertThatThrownBy(() -> keys(second).check())
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("does not fit");
  }

  @Test
  void goesOn_whereAChangeOfTheMasterKeyWasInterrupted() throws IOException {
    DataKey old = keys(first).fresh(CONTEXT);
    assertThat(WrappingKeys.rotate(shelf, first, first, RANDOM, CLOCK)).isZero();
    WrappingKeys.rotate(shelf, first, second, RANDOM, LATER);
    assertThat(shelf.keys).hasSize(2);
    MasterKey third = MasterKey.random(RANDOM);
    shelf.writes = 1;
    assertThatThrownBy(() -> WrappingKeys.rotate(shelf, second, third, RANDOM, LATER))
        .hasMessage("full");
    shelf.writes = Integer.MAX_VALUE;
    assertThat(WrappingKeys.rotate(shelf, second, third, RANDOM, LATER)).isEqualTo(1);
    assertThat(keys(third).open(old.wrapped(), CONTEXT)).hasValue(old.key());
    assertThat(shelf.keys).hasSize(3);
  }

  @Test
  void wrapsTheDatabasesKeyAnew_andKeepsTheOldMasterKeyForBackups(@TempDir Path home)
      throws IOException {
    Path data = home.resolve("data");
    java.nio.file.Files.createDirectories(data);
    MasterKeyFile file = MasterKeyFile.beside(data);
    MasterKey current = file.readOrCreate(data, RANDOM);
    byte[] key = new DataKeyFile(data).readOrCreate(current, RANDOM);
    assertThat(file.changing()).isFalse();
    MasterKey next = file.next(RANDOM);
    assertThat(file.changing()).isTrue();
    assertThat(file.next(RANDOM)).as("asked again").isEqualTo(next);
    KeyRotation rotation = new KeyRotation(current, next, RANDOM, CLOCK);
    assertThat(rotation.run(data, List.of(shelf))).isEqualTo(1);
    assertThat(rotation.run(data, List.of(shelf))).as("once more").isZero();
    file.promote();
    assertThat(file.changing()).isFalse();
    assertThat(file.readOrCreate(data, RANDOM)).isEqualTo(next);
    assertThat(new DataKeyFile(data).readOrCreate(next, RANDOM)).isEqualTo(key);
    assertThat(new MasterKeyFile(home.resolve("data.key.old")).readOrCreate(data, RANDOM))
        .isEqualTo(current);
    assertThatThrownBy(() -> new DataKeyFile(data).readOrCreate(current, RANDOM))
        .isInstanceOf(StorageRefused.class);
  }
}
