package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.delivery.MailServer;
import io.plenum.signaling.delivery.MailServer.Security;
import io.plenum.storage.testkit.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailSettingsTest {
  @TempDir Path folder;

  /** The variables of a mail server, with one changed or (empty) left out. */
  private static Map<String, String> with(String name, String value) {
    Map<String, String> variables = new HashMap<>();
    variables.put("PLENUM_MAIL_HOST", "mail.example.org");
    variables.put("PLENUM_MAIL_FROM", "Plenum <meet@example.org>");
    variables.put(name, value);
    return variables;
  }

  private static Optional<MailServer> read(Map<String, String> variables) {
    return Configuration.read(variables).mail();
  }

  @Test
  @Tag("S-1a")
  void wantsTls_unlessItIsToldOtherwise() {
    assertThat(read(Map.of())).isEmpty();
    assertThat(read(with("PLENUM_MAIL_USER", "")))
        .contains(
            new MailServer(
                "mail.example.org",
                587,
                Security.STARTTLS,
                Optional.empty(),
                "Plenum <meet@example.org>",
                List.of()));
    assertThat(read(with("PLENUM_MAIL_TLS", "implicit")).orElseThrow().port()).isEqualTo(465);
    assertThat(read(with("PLENUM_MAIL_TLS", "none")).orElseThrow().port()).isEqualTo(25);
    assertThat(read(with("PLENUM_MAIL_PORT", "2525")).orElseThrow().port()).isEqualTo(2525);
  }

  @ParameterizedTest
  @CsvSource({
    "PLENUM_MAIL_HOST, mail example, mail.host",
    "PLENUM_MAIL_PORT, 0, mail.port",
    "PLENUM_MAIL_PORT, x, mail.port",
    "PLENUM_MAIL_TLS, maybe, mail.tls",
    "PLENUM_MAIL_FROM, '', mail.from",
    "PLENUM_MAIL_FROM, nobody, mail.from",
    "PLENUM_MAIL_FROM, 'a@b.c, d@e.f', mail.from",
    "PLENUM_MAIL_USER, plenum, mail.password"
  })
  void refusesWhatIsNotAsExpected(String variable, String value, String key) {
    String name = "PLENUM_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
    assertThatThrownBy(() -> read(with(variable, value)))
        .isInstanceOf(ConfigurationRefused.class)
        .message()
        .containsAnyOf(key, name);
  }

  @Test
  @Tag("S-6b")
  void sendsNoPasswordInTheClear_andShowsNone() {
    Map<String, String> variables = with("PLENUM_MAIL_USER", "plenum");
    variables.put("PLENUM_MAIL_PASSWORD", "correct-horse");
    assertThat(read(variables).orElseThrow().toString()).doesNotContain("correct-horse");
    variables.put("PLENUM_MAIL_TLS", "none");
    assertThatThrownBy(() -> read(variables))
        .isInstanceOf(ConfigurationRefused.class)
        .message()
        .contains("mail.password")
        .doesNotContain("correct-horse");
  }

  @Test
  @Tag("S-1a")
  void trustsTheAuthoritiesOfAFile_whenOneIsNamed() throws IOException {
    TestAuthority first = new TestAuthority("First");
    TestAuthority second = new TestAuthority("Second");
    Path both = first.write(folder.resolve("both.pem"));
    Files.writeString(
        both,
        Files.readString(second.write(folder.resolve("second.pem"))),
        StandardOpenOption.APPEND);
    Map<String, String> variables = with("PLENUM_MAIL_TLS_AUTHORITIES", both.toString());
    assertThat(read(variables).orElseThrow().authorities())
        .containsExactly(first.certificate(), second.certificate());

    variables.put("PLENUM_MAIL_TLS", "none");
    assertThatThrownBy(() -> read(variables))
        .isInstanceOf(ConfigurationRefused.class)
        .hasMessage(
            "mail.tls-authorities means nothing while mail.tls is none. Leave one of them out.");
  }

  @Test
  void refusesAFileOfAuthorities_inWhichThereAreNone() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");
    for (Path file : List.of(empty, text, folder.resolve("missing.pem"))) {
      assertThatThrownBy(() -> read(with("PLENUM_MAIL_TLS_AUTHORITIES", file.toString())))
          .isInstanceOf(ConfigurationRefused.class)
          .hasMessage(
              "PLENUM_MAIL_TLS_AUTHORITIES: \"%s\" is not a PEM file of certificates to trust.",
              file);
    }
  }
}
