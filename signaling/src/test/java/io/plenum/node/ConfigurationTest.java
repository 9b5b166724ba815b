package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.storage.database.PostgresConfig;
import io.plenum.storage.testkit.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  @TempDir Path folder;

  private Configuration read(String yaml, Map<String, String> variables) throws IOException {
    Path file = Files.writeString(folder.resolve("plenum.yaml"), yaml);
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("PLENUM_CONFIG", file.toString());
    environment.put("PATH", "/bin");
    return Configuration.read(environment);
  }

  @Test
  void holdsTheDefaults_whenNothingIsSet() throws IOException {
    Configuration configuration = read("", Map.of());
    assertThat(configuration.dataDir()).isEqualTo(Path.of("./data"));
    assertThat(configuration.http().port()).isEqualTo(8080);
    assertThat(configuration.http().host().isLoopbackAddress()).isTrue();
    assertThat(configuration.media().port()).isEqualTo(16384);
    assertThat(configuration.media().loops()).isEmpty();
    assertThat(configuration.media().addresses()).isEmpty();
    assertThat(configuration.setupToken()).isEmpty();
  }

  @Test
  void takesTheFile_andTheVariableOverIt() throws IOException {
    String yaml =
        """
        data-dir: /srv/plenum
        http:
          port: 9000
        trusted-proxies: [10.0.0.0/8, '::1']
        public-url: https://Meet.example.org/
        """;
    Configuration configuration = read(yaml, Map.of("PLENUM_HTTP_PORT", "9001"));
    assertThat(configuration.dataDir()).isEqualTo(Path.of("/srv/plenum"));
    assertThat(configuration.http().port()).isEqualTo(9001);
    assertThat(configuration.http().trustedProxies()).hasSize(2);
    assertThat(configuration.http().publicUrl()).contains(URI.create("https://meet.example.org"));
  }

  @Test
  void namesTheNearestKey_whenOneInTheFileIsUnknown() {
    assertThatThrownBy(() -> read("http:\n  prot: 1\n", Map.of()))
        .isInstanceOf(ConfigurationRefused.class)
        .hasMessageContaining("http.prot")
        .hasMessageContaining("Did you mean http.port?");
  }

  @Test
  void namesTheNearestVariable_whenOneIsUnknown() {
    assertThatThrownBy(() -> read("", Map.of("PLENUM_DATADIR", "x")))
        .hasMessageContaining("Did you mean PLENUM_DATA_DIR?");
  }

  @ParameterizedTest
  @CsvSource({
    "PLENUM_HTTP_PORT, 65536, a port",
    "PLENUM_HTTP_PORT, -1, a port",
    "PLENUM_MEDIA_PORT, many, a port",
    "PLENUM_MEDIA_TCP, yes, on or off",
    "PLENUM_MEDIA_ON_HTTP_PORT, 1, on or off",
    "PLENUM_MEDIA_STUN_SERVERS, 'stun:stun.example.org', at most 4 STUN servers",
    "PLENUM_MEDIA_STUN_SERVERS, '192.0.2.1:0', at most 4 STUN servers",
    "PLENUM_MEDIA_STUN_SERVERS, '192.0.2.1:65536', at most 4 STUN servers",
    "PLENUM_MEDIA_STUN_SERVERS, 'a,b,c,d,e', at most 4 STUN servers",
    "PLENUM_MEDIA_LOOPS, 0, a number of threads from 1",
    "PLENUM_MEDIA_LOOPS, 65, a number of threads from 1",
    "PLENUM_MEDIA_LOOPS, two, a number of threads from 1",
    "PLENUM_MEDIA_ADDRESSES, eth0, IP addresses",
    "PLENUM_MEDIA_ADDRESSES, 0.0.0.0, IP addresses",
    "PLENUM_MEDIA_ADDRESSES, '127.0.0.1,127.0.0.1', IP addresses",
    "PLENUM_HTTP_HOST, example.org, an IP address",
    "PLENUM_PUBLIC_ADDRESS, here, an IP address",
    "PLENUM_PUBLIC_URL, ftp://example.org, an http or https URL",
    "PLENUM_PUBLIC_URL, https://example.org/path, an http or https URL",
    "PLENUM_TRUSTED_PROXIES, 10.0.0.0/33, IP addresses or networks"
  })
  void saysKeyValueAndWhatIsExpected_whenAValueIsBad(
      String variable, String value, String expected) {
    assertThatThrownBy(() -> read("", Map.of(variable, value)))
        .isInstanceOf(ConfigurationRefused.class)
        .hasMessageContaining(variable)
        .hasMessageContaining(value)
        .hasMessageContaining(expected);
  }

  @Test
  @Tag("S-6b")
  void doesNotRepeatASecret_whenItIsBad() {
    assertThatThrownBy(() -> read("", Map.of("PLENUM_SETUP_TOKEN", "hush".repeat(65))))
        .hasMessageContaining("1 to 256")
        .message()
        .doesNotContain("hush");
  }

  @Test
  void takesAnySetUpToken_upToItsLimit() throws IOException {
    for (String token : List.of("x", "hush".repeat(64))) {
      assertThat(read("", Map.of("PLENUM_SETUP_TOKEN", token)).setupToken()).contains(token);
    }
    assertThat(read("", Map.of("PLENUM_SETUP_TOKEN", "  ")).setupToken()).isEmpty();
  }

  @Test
  void takesLoopsAndAddressesForMedia() throws IOException {
    Configuration.Media media =
        read(
                "media:\n  loops: 3\n  addresses: [192.0.2.1, '2001:db8::1']\n",
                Map.of("PLENUM_MEDIA_LOOPS", "64"))
            .media();
    assertThat(media.loops()).hasValue(64);
    assertThat(media.addresses())
        .containsExactly(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1"));
  }

  @Test
  void takesHowManyPeopleALoopOfAMeetingHas() throws IOException {
    assertThat(read("", Map.of()).media().splitAt()).isEqualTo(64);
    assertThat(read("media:\n  split-at: 200\n", Map.of()).media().splitAt()).isEqualTo(200);
    for (String bad : List.of("0", "201", "many")) {
      assertThatThrownBy(() -> read("", Map.of("PLENUM_MEDIA_SPLIT_AT", bad)))
          .hasMessageContaining("PLENUM_MEDIA_SPLIT_AT");
    }
  }

  @Test
  void takesThePathOfDatagrams() throws IOException {
    assertThat(read("", Map.of()).media().path()).isEqualTo(DatagramPath.OFFLOADED);
    assertThat(read("media:\n  io: batched\n", Map.of()).media().path())
        .isEqualTo(DatagramPath.BATCHED);
    assertThat(read("", Map.of("PLENUM_MEDIA_IO", "nio")).media().path())
        .isEqualTo(DatagramPath.NIO);
    assertThatThrownBy(() -> read("media:\n  io: NIO\n", Map.of()))
        .hasMessageContaining("media.io");
  }

  @Test
  void takesTheCipherOfMedia() throws IOException {
    assertThat(read("", Map.of()).media().cipher()).isEmpty();
    assertThat(read("media:\n  cipher: auto\n", Map.of()).media().cipher()).isEmpty();
    assertThat(read("media:\n  cipher: ipsec-mb\n", Map.of()).media().cipher())
        .hasValue(CipherProvider.IPSEC_MB);
    assertThat(read("", Map.of("PLENUM_MEDIA_CIPHER", "jdk")).media().cipher())
        .hasValue(CipherProvider.JDK);
    assertThatThrownBy(() -> read("media:\n  cipher: openssl\n", Map.of()))
        .hasMessageContaining("media.cipher");
  }

  @Test
  void refusesPlainHttpToOtherMachines_unlessAProxyIsNamed() throws IOException {
    assertThatThrownBy(() -> read("http:\n  host: 0.0.0.0\n", Map.of()))
        .hasMessageContaining("PLENUM_TRUSTED_PROXIES");
    assertThat(
            read("http:\n  host: 0.0.0.0\ntrusted-proxies: 172.16.0.0/12\n", Map.of())
                .http()
                .host()
                .isAnyLocalAddress())
        .isTrue();
  }

  @Test
  @Tag("S-1a")
  void servesOtherMachinesItself_whenThereIsACertificate() throws IOException {
    Configuration.Http http =
        read(
                "http:\n  host: 0.0.0.0\n  tls:\n    certificate: c.pem\n    key: k.pem\n",
                Map.of("PLENUM_HTTP_TLS_PORT", "443"))
            .http();
    assertThat(http.tls())
        .contains(
            new Configuration.Tls(
                443, new Configuration.Certificate.Files(Path.of("c.pem"), Path.of("k.pem"))));
  }

  @Test
  void refusesACertificate_withoutItsKeyOrBesideOneToBeMade() {
    assertThatThrownBy(() -> read("", Map.of("PLENUM_HTTP_TLS_CERTIFICATE", "c.pem")))
        .hasMessageContaining("http.tls.certificate and http.tls.key need each other");
    assertThatThrownBy(
            () -> read("http:\n  tls: {certificate: c, key: k, development-host: x}\n", Map.of()))
        .hasMessageContaining("Keep one of them");
  }

  @Test
  void takesStunServers_byNameOrAddress_withThePortOfTheRfc() throws IOException {
    String servers = "stun.example.org, 192.0.2.1:19302, [2001:db8::1]";
    assertThat(read("", Map.of("PLENUM_MEDIA_STUN_SERVERS", servers)).media().stunServers())
        .extracting(server -> server.getHostString() + " " + server.getPort())
        .containsExactly("stun.example.org 3478", "192.0.2.1 19302", "[2001:db8::1] 3478");
    assertThat(read("", Map.of()).media().stunServers()).as("nobody is asked unasked").isEmpty();
  }

  @Test
  void takesTurnServersWithTheirSecret_andNeitherAlone() throws IOException {
    String url = "turns:turn.example.org:443?transport=tcp";
    Map<String, String> both =
        Map.of("PLENUM_TURN_URLS", url + ", turn:192.0.2.1", "PLENUM_TURN_SECRET", "s");
    Configuration.Turn turn = read("", both).media().turn().orElseThrow();
    assertThat(turn.urls()).containsExactly(url, "turn:192.0.2.1");
    assertThat(turn.toString()).doesNotContain("s]").doesNotContain("secret");
    assertThat(read("", Map.of()).media().turn()).isEmpty();
    assertThatThrownBy(() -> read("", Map.of("PLENUM_TURN_URLS", url)))
        .hasMessageContaining("turn.urls and turn.secret need each other");
    assertThatThrownBy(() -> read("", Map.of("PLENUM_TURN_SECRET", "s")))
        .hasMessageContaining("turn.urls and turn.secret need each other");
    assertThatThrownBy(
            () ->
                read("", Map.of("PLENUM_TURN_URLS", "stun:example.org", "PLENUM_TURN_SECRET", "s")))
        .hasMessageContaining("PLENUM_TURN_URLS")
        .hasMessageContaining("turn: and turns: URLs");
  }

  @Test
  void saysThatTheFileIsMissing_whenItWasNamed() {
    assertThatThrownBy(
            () ->
                Configuration.read(Map.of("PLENUM_CONFIG", folder.resolve("none.yaml").toString())))
        .hasMessageContaining("none.yaml");
  }

  @Test
  void saysThatItIsNoYaml_whenItIsNot() {
    assertThatThrownBy(() -> read("a: [", Map.of()))
        .isInstanceOf(ConfigurationRefused.class)
        .hasMessageContaining("is not YAML");
  }

  private static final Map<String, String> POSTGRES =
      Map.of(
          "PLENUM_DATABASE_URL",
          "postgresql://db.example.org/plenum",
          "PLENUM_DATABASE_USER",
          "plenum",
          "PLENUM_DATABASE_PASSWORD",
          "do-not-show-me");

  @Test
  void keepsRowsInPostgres_whenItIsNamed() throws IOException {
    PostgresConfig postgres = read("", POSTGRES).postgres().orElseThrow();
    assertThat(postgres.host()).isEqualTo("db.example.org");
    assertThat(postgres.port()).isEqualTo(5432);
    assertThat(postgres.database()).isEqualTo("plenum");
    assertThat(postgres.user()).isEqualTo("plenum");
    assertThat(postgres.password()).isEqualTo("do-not-show-me");
    assertThat(postgres.toString()).doesNotContain("do-not-show-me");
    assertThat(read("", Map.of()).postgres()).isEmpty();
  }

  @ParameterizedTest
  @Tag("S-1a")
  @CsvSource({
    "postgresql://db.example.org/plenum, , VERIFIED",
    "postgresql://10.0.0.7:6432/plenum, , VERIFIED",
    "postgresql://10.0.0.7/plenum, off, OFF",
    "postgresql://127.0.0.1/plenum, , OFF",
    "postgresql://[::1]:5433/plenum, , OFF",
    "jdbc:postgresql://localhost/plenum, , OFF",
    "postgresql://localhost/plenum, verify, VERIFIED",
  })
  void goesPlainToPostgres_onlyOnThisMachineOrWhenToldTo(
      String url, String tls, PostgresConfig.Tls expected) throws IOException {
    Map<String, String> variables = new HashMap<>(POSTGRES);
    variables.put("PLENUM_DATABASE_URL", url);
    variables.put("PLENUM_DATABASE_TLS", tls == null ? "" : tls);
    assertThat(read("", variables).postgres().orElseThrow().tls()).isEqualTo(expected);
  }

  @Test
  @Tag("S-1a")
  void goesEncryptedToPostgres_whenAuthoritiesAreNamed() throws IOException {
    Path file = new TestAuthority("Ours").write(folder.resolve("ours.pem"));
    Map<String, String> variables = new HashMap<>(POSTGRES);
    variables.put("PLENUM_DATABASE_URL", "postgresql://localhost/plenum");
    variables.put("PLENUM_DATABASE_TLS_AUTHORITIES", file.toString());
    PostgresConfig postgres = read("", variables).postgres().orElseThrow();
    assertThat(postgres.tls()).isEqualTo(PostgresConfig.Tls.VERIFIED);
    assertThat(postgres.rootCertificate()).contains(file);

    variables.put("PLENUM_DATABASE_TLS", "off");
    assertThatThrownBy(() -> read("", variables))
        .isInstanceOf(ConfigurationRefused.class)
        .hasMessage(
            "database.tls-authorities means nothing while database.tls is off. Leave one of them"
                + " out.");
  }

  @ParameterizedTest
  @CsvSource({
    "PLENUM_DATABASE_URL, mysql://db/plenum",
    "PLENUM_DATABASE_URL, postgresql://ann:do-not-show-me@db/plenum",
    "PLENUM_DATABASE_URL, postgresql://db/plenum?sslmode=disable",
    "PLENUM_DATABASE_URL, postgresql://db",
    "PLENUM_DATABASE_TLS, maybe",
    "PLENUM_DATABASE_TLS_AUTHORITIES, /nowhere/authorities.pem",
    "PLENUM_DATABASE_CONNECTIONS, 0",
    "PLENUM_DATABASE_CONNECTIONS, many",
  })
  void refusesAPostgresThatIsNotAsExpected(String variable, String value) {
    Map<String, String> variables = new HashMap<>(POSTGRES);
    variables.put(variable, value);
    assertThatThrownBy(() -> read("", variables))
        .isInstanceOf(ConfigurationRefused.class)
        .hasMessageContaining(variable);
  }

  @Test
  void refusesAPostgresWithoutUser_andAUserWithoutPostgres() {
    assertThatThrownBy(() -> read("", Map.of("PLENUM_DATABASE_URL", "postgresql://db/plenum")))
        .hasMessage("database.url needs database.user.");
    assertThatThrownBy(() -> read("", Map.of("PLENUM_DATABASE_USER", "plenum")))
        .hasMessage("database.user needs database.url.");
  }
}
