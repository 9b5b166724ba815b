package io.plenum.signaling.delivery;

import io.plenum.storage.testkit.TestAuthority;
import java.net.InetAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server at 127.0.0.1 (SubEthaSMTP) that takes mail over TLS only, and only from who logs
 * in. Any thread may ask what came.
 */
final class TlsMailServer implements AutoCloseable {
  static final MailServer.Login LOGIN = new MailServer.Login("plenum", "correct-horse");

  private final SMTPServer server;
  private final Queue<String> taken = new ConcurrentLinkedQueue<>();
  private final Queue<String> passwords = new ConcurrentLinkedQueue<>();

  /**
   * Starts it.
   *
   * @param offers with {@code NONE} it takes no mail, because nobody can begin TLS
   */
  TlsMailServer(MailServer.Security offers, TestAuthority.Issued certificate) {
    SMTPServer.Builder builder =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory((user, password, context) -> logIn(password)))
            .requireAuth()
            .messageHandler((context, from, to, data) -> taken.add(to));
    server =
        switch (offers) {
          case TLS -> builder.serverSocketFactory(certificate.serverContext()).build();
          case STARTTLS ->
              builder.requireTLS().startTlsSocketFactory(certificate.serverContext()).build();
          case NONE -> builder.requireTLS().hideTLS().build();
        };
    server.start();
  }

  private void logIn(String password) throws LoginFailedException {
    passwords.add(password);
    if (!password.equals(LOGIN.password())) {
      throw new LoginFailedException();
    }
  }

  int port() {
    return server.getPortAllocated();
  }

  /** Recipients of what it took. */
  List<String> taken() {
    return List.copyOf(taken);
  }

  /** Every password that anybody tried. */
  List<String> passwords() {
    return List.copyOf(passwords);
  }

  @Override
  public void close() {
    server.stop();
  }
}
