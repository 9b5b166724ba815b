package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.node.Doctor.Finding;
import io.plenum.node.Doctor.Level;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachDatabase
class DoctorTest {
  @TempDir Path home;
  private final TestDatabase store;

  DoctorTest(TestDatabase store) {
    this.store = store;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(DatabaseVariables.of(store));
    environment.put("PLENUM_DATA_DIR", home.resolve("data").toString());
    environment.put("PLENUM_HTTP_PORT", "0");
    environment.put("PLENUM_MEDIA_PORT", "0");
    return environment;
  }

  private static List<Finding> examine(Map<String, String> environment) {
    return Doctor.examine(environment, InstantSource.system());
  }

  private static Finding of(List<Finding> findings, String what) {
    return findings.stream().filter(one -> one.what().equals(what)).findFirst().orElseThrow();
  }

  @Test
  void findsNothingWrong_beforeTheFirstStartAndWhileAServerRuns() throws IOException {
    assertThat(examine(environment())).noneMatch(one -> one.level() == Level.WRONG);
    assertThat(home).isEmptyDirectory();
    try (Node node = Node.start(Configuration.read(environment()))) {
      assertThat(node.httpPort()).isPositive();
      assertThat(examine(environment())).noneMatch(one -> one.level() == Level.WRONG);
    }
    try (var files = Files.list(home.resolve("data"))) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("doctor"));
    }
  }

  @Test
  void namesAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = environment();
      environment.put("PLENUM_HTTP_PORT", Integer.toString(taken.getLocalPort()));
      assertThat(of(examine(environment), "port " + taken.getLocalPort() + "/tcp").level())
          .isEqualTo(Level.DOUBTFUL);
    }
  }

  @Test
  void saysWhatIsWrongWithTheConfiguration_andStops() {
    Map<String, String> environment = environment();
    environment.put("PLENUM_HTTP_PORT", "many");
    assertThat(examine(environment))
        .singleElement()
        .matches(one -> one.level() == Level.WRONG && one.text().contains("PLENUM_HTTP_PORT"));
  }

  @Test
  void findsTheMasterKeyMissing_whereThereIsAnEmbeddedDatabase() throws IOException {
    if (store.postgres().isPresent()) {
      return;
    }
    Node.start(Configuration.read(environment())).close();
    Files.delete(home.resolve("data.key"));
    Finding database = of(examine(environment()), "database");
    assertThat(database.level()).isEqualTo(Level.WRONG);
    assertThat(database.text()).contains("There is no master key");
  }

  @Test
  void findsTheDatabaseAway_whereItIsPostgres() {
    Map<String, String> environment = environment();
    environment.put("PLENUM_DATABASE_URL", "postgresql://127.0.0.1:1/plenum");
    environment.put("PLENUM_DATABASE_USER", "plenum");
    Finding database = of(examine(environment), "database");
    assertThat(database.level()).isEqualTo(Level.WRONG);
    assertThat(database.text()).contains("127.0.0.1:1/plenum cannot be used");
  }
}
