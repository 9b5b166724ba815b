package io.plenum.signaling.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A mail server that answers each command (its first four letters) as it was told, else 250. */
final class ScriptedMailServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Map<String, String> answers;

  ScriptedMailServer(Map<String, String> answers) {
    this.answers = answers;
    try {
      socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::run);
  }

  MailServer address() {
    return new MailServer(
        "127.0.0.1",
        socket.getLocalPort(),
        MailServer.Security.NONE,
        Optional.empty(),
        "meet@acme.example",
        List.of());
  }

  private void run() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(client);
      } catch (IOException hungUpOrOver) {
        Thread.onSpinWait();
      }
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    say(client, "220 scripted");
    String line = in.readLine();
    while (line != null) {
      String command = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
      say(client, answers.getOrDefault(command, "250 ok"));
      line = command.equals("QUIT") ? null : in.readLine();
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
