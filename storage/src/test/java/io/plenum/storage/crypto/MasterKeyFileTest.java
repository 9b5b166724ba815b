package io.plenum.storage.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.StorageRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-3b")
class MasterKeyFileTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path home;

  private Path data() {
    return home.resolve("data");
  }

  private MasterKey readOrCreate() {
    return MasterKeyFile.beside(data()).readOrCreate(data(), RANDOM);
  }

  @Test
  void makesAKeyBesideTheData_forItsOwnerOnly() throws IOException {
    MasterKey made = readOrCreate();
    Path file = home.resolve("data.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(readOrCreate()).isEqualTo(made);
    assertThat(made.toString()).doesNotContain(Files.readString(file).strip());
  }

  @Test
  void refusesAKeyInsideTheData() {
    MasterKeyFile inside = new MasterKeyFile(data().resolve("sub/../master.key"));
    assertThatThrownBy(() -> inside.readOrCreate(data(), RANDOM))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("inside the data folder");
    assertThat(data()).doesNotExist();
  }

  @Test
  void makesNoNewKey_whenThereIsData() throws IOException {
    MasterKey key = readOrCreate();
    Files.createDirectories(data());
    new DataKeyFile(data()).readOrCreate(key, RANDOM);
    Files.delete(home.resolve("data.key"));
    assertThatThrownBy(this::readOrCreate)
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("is missing")
        .hasMessageContaining("PLENUM_MASTER_KEY");
    assertThat(home.resolve("data.key")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAA", "not base64 at all !", "\u00e4"})
  void refusesWhatIsNoKey_withoutRepeatingIt(String text) throws IOException {
    Files.writeString(home.resolve("data.key"), text);
    assertThatThrownBy(this::readOrCreate)
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("data.key")
        .hasMessageContaining("openssl rand -base64 32");
  }

  @Test
  void wrapsTheSameDataKey_untilTheFileIsDamaged() throws IOException {
    MasterKey key = readOrCreate();
    Files.createDirectories(data());
    byte[] made = new DataKeyFile(data()).readOrCreate(key, RANDOM);
    assertThat(new DataKeyFile(data()).readOrCreate(key, RANDOM)).isEqualTo(made);

    Path file = data().resolve("database.key");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> new DataKeyFile(data()).readOrCreate(key, RANDOM))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("is damaged");
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> new DataKeyFile(data()).readOrCreate(key, RANDOM))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("does not fit");
  }
}
