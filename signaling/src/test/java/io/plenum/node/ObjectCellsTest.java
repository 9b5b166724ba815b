package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.file.Cells;
import io.plenum.signaling.identity.Region;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.object.FileObjectStore;
import io.plenum.storage.object.S3ObjectStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("G-1")
class ObjectCellsTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder;

  private Configuration read(Map<String, String> objects) {
    Map<String, String> environment = new HashMap<>(objects);
    environment.put("PLENUM_DATA_DIR", folder.resolve("data").toString());
    return Configuration.read(environment);
  }

  private Cells open(Map<String, String> objects) {
    return ObjectCells.open(read(objects), MasterKey.random(RANDOM), RANDOM, InstantSource.system())
        .cells();
  }

  @Test
  void keepsEverythingInTheDataFolder_unlessToldOtherwise() {
    Cells cells = open(Map.of());
    assertThat(cells.stores()).hasSize(1);
    assertThat(cells.stores().get(Cells.MAIN)).isInstanceOf(FileObjectStore.class);
    assertThat(cells.homes().values()).containsOnly(Cells.MAIN);
  }

  @Test
  void keepsEachRegionsContent_inItsOwnBucket() {
    Cells cells =
        open(
            Map.of(
                "PLENUM_OBJECTS_EUROPE", "s3://plenum-eu?region=eu-central-1",
                "PLENUM_OBJECTS_UNITED_STATES", "s3://plenum-us?region=us-east-1",
                "PLENUM_OBJECTS_AUSTRALIA", "s3://plenum-au?region=ap-southeast-2",
                "PLENUM_OBJECTS_ACCESS_KEY", "a",
                "PLENUM_OBJECTS_SECRET_KEY", "b"));
    assertThat(cells.homes())
        .containsEntry(Region.EUROPE, "europe")
        .containsEntry(Region.UNITED_STATES, "united-states")
        .containsEntry(Region.CANADA, "united-states")
        .containsEntry(Region.AUSTRALIA, "australia");
    assertThat(cells.stores().get("europe")).isInstanceOf(S3ObjectStore.class);
  }

  @ParameterizedTest
  @CsvSource({
    "PLENUM_OBJECTS_LOCATION, s3://BUCKET",
    "PLENUM_OBJECTS_CANADA, elsewhere",
    "PLENUM_OBJECTS_ENCRYPTION, none",
    "PLENUM_OBJECTS_KEEP_FREE, -1",
    "PLENUM_OBJECTS_ACCESS_KEY, alone"
  })
  void refusesWhatIsNotAsExpected(String variable, String value) {
    assertThatThrownBy(() -> read(Map.of(variable, value)))
        .isInstanceOf(ConfigurationRefused.class);
  }

  @Test
  @Tag("S-6b")
  void showsNoSecret() {
    Configuration configuration =
        read(
            Map.of(
                "PLENUM_OBJECTS_ACCESS_KEY", "key-1",
                "PLENUM_OBJECTS_SECRET_KEY", "secret-1"));
    assertThat(configuration + " " + configuration.objects()).doesNotContain("secret-1");
  }
}
