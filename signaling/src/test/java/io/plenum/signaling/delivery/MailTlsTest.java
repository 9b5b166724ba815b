package io.plenum.signaling.delivery;

import static io.plenum.signaling.delivery.PostOffice.ACCOUNT;
import static io.plenum.signaling.delivery.PostOffice.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.delivery.MailServer.Security;
import io.plenum.signaling.post.MailLetter;
import io.plenum.storage.testkit.TestAuthority;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mail to a server that somebody in between would like to be, over both kinds of TLS. */
@Tag("S-1a")
class MailTlsTest {
  private static final TestAuthority OURS = new TestAuthority("Ours");
  private static final List<X509Certificate> TRUSTED = List.of(OURS.certificate());

  private static final String CERTIFICATE =
      "its certificate must be valid, name localhost and come from an authority in"
          + " mail.tls-authorities";

  @TempDir Path folder;
  private PostOffice office;

  @BeforeEach
  void open() {
    office = new PostOffice(folder);
  }

  @AfterEach
  void close() {
    office.close();
  }

  /** Puts a letter and starts a postman; returns the letter's id. */
  private String send(TlsMailServer to, Security security, List<X509Certificate> trusted) {
    String id = office.put(new MailLetter(ACCOUNT, "ada@acme.example", "Hello", "text"));
    office.start(
        new MailServer(
            "localhost",
            to.port(),
            security,
            Optional.of(TlsMailServer.LOGIN),
            "meet@acme.example",
            trusted));
    return id;
  }

  /** The letter waits, for this reason, and the server saw nothing that it should not. */
  private void refuses(TlsMailServer server, String letter, String reason) throws Exception {
    eventually(() -> office.row(letter).reason() != null);
    assertThat(office.row(letter).reason()).isEqualTo("the mail server cannot be used: " + reason);
    assertThat(office.row(letter).state()).isEqualTo("waiting");
    assertThat(server.passwords()).isEmpty();
    assertThat(server.taken()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void arrives_whereTheAuthorityIsTrustedAndTheNameIsRight(Security security) throws Exception {
    try (TlsMailServer server = new TlsMailServer(security, OURS.issue("localhost"))) {
      String id = send(server, security, TRUSTED);
      eventually(() -> office.row(id).state().equals("sent"));
      assertThat(server.taken()).containsExactly("ada@acme.example");
      assertThat(server.passwords()).containsExactly(TlsMailServer.LOGIN.password());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void sendsNothing_whereJavaDoesNotTrustTheAuthority(Security security) throws Exception {
    try (TlsMailServer server = new TlsMailServer(security, OURS.issue("localhost"))) {
      refuses(
          server,
          send(server, security, List.of()),
          "its certificate must be valid, name localhost and come from an authority that Java"
              + " trusts, or one in mail.tls-authorities");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void sendsNothing_whereAnotherAuthorityHasTheSameName(Security security) throws Exception {
    try (TlsMailServer server =
        new TlsMailServer(security, new TestAuthority("Ours").issue("localhost"))) {
      refuses(server, send(server, security, TRUSTED), CERTIFICATE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void sendsNothing_whereTheCertificateNamesAnotherHost(Security security) throws Exception {
    try (TlsMailServer server = new TlsMailServer(security, OURS.issue("mail.acme.example"))) {
      refuses(server, send(server, security, TRUSTED), CERTIFICATE);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STARTTLS", "TLS"})
  void sendsNothing_whereTheCertificateHasEnded(Security security) throws Exception {
    try (TlsMailServer server = new TlsMailServer(security, OURS.issueEnded("localhost"))) {
      refuses(server, send(server, security, TRUSTED), CERTIFICATE);
    }
  }

  @Test
  void sendsNothing_whereStartTlsIsRequiredAndNotOffered() throws Exception {
    try (TlsMailServer server = new TlsMailServer(Security.NONE, OURS.issue("localhost"))) {
      refuses(
          server,
          send(server, Security.STARTTLS, TRUSTED),
          "it offers no STARTTLS; set mail.tls to implicit if it speaks TLS from the start");
    }
  }

  @Test
  void sendsNothing_whereTlsIsExpectedFromTheStartAndDoesNotCome() throws Exception {
    try (TlsMailServer server = new TlsMailServer(Security.STARTTLS, OURS.issue("localhost"))) {
      refuses(
          server,
          send(server, Security.TLS, TRUSTED),
          "it does not speak TLS as mail.tls wants it");
    }
  }
}
