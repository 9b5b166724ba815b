package io.plenum.acceptance;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mail server (as much of RFC 5321 as the product speaks) that keeps what it takes, and falls
 * silent where it is told to: it holds the sender's connection and says nothing more.
 */
final class StallingMailServer implements AutoCloseable {
  /** Where it falls silent. */
  enum Silence {
    NEVER,
    /** Before it has taken anything of the letter. */
    AT_RECIPIENT,
    /** When it has taken the letter, and before it says so: nobody can tell the sender. */
    AFTER_CONTENT
  }

  /** A letter that it took. */
  record Taken(String to, String messageId, String calendar) {
    /** The first value of a property of the invitation. */
    String calendarValue(String property) {
      Matcher line = Pattern.compile("(?m)^" + property + "[^:\r\n]*:(.*?)\r?$").matcher(calendar);
      return line.find() ? line.group(1) : "";
    }
  }

  private final ServerSocket socket;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger silent = new AtomicInteger();
  private volatile Silence silence = Silence.NEVER;

  StallingMailServer() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("mail server").start(this::accept);
  }

  /** What a server needs to know of it. */
  Map<String, String> settings() {
    return Map.of(
        "PLENUM_MAIL_HOST", "127.0.0.1",
        "PLENUM_MAIL_PORT", Integer.toString(socket.getLocalPort()),
        "PLENUM_MAIL_TLS", "none",
        "PLENUM_MAIL_FROM", "Plenum <meet@example.org>");
  }

  /** From now on it falls silent there; connections that it holds already stay as they are. */
  void fallSilent(Silence where) {
    silence = where;
    silent.set(0);
  }

  /** How many senders wait for its word. */
  int silences() {
    return silent.get();
  }

  List<Taken> taken() {
    return List.copyOf(taken);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().name("mail").start(() -> talk(client));
      } catch (IOException over) {
        // Closed.
      }
    }
  }

  private void talk(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      say(client, "220 here");
      String to = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.split(" |:", 2)[0].toUpperCase(java.util.Locale.ROOT);
        switch (command) {
          case "RCPT" -> {
            to = line.replaceAll(".*<(.*)>.*", "$1");
            sayOrHold(client, in, Silence.AT_RECIPIENT);
          }
          case "DATA" -> {
            say(client, "354 go on");
            taken.add(read(to, in));
            sayOrHold(client, in, Silence.AFTER_CONTENT);
          }
          case "QUIT" -> {
            say(client, "221 bye");
            return;
          }
          default -> say(client, "250 ok");
        }
      }
    } catch (IOException | MessagingException hungUp) {
      // As a server does that is killed.
    }
  }

  /** Holds until the sender is gone. */
  private void sayOrHold(Socket client, BufferedReader in, Silence here) throws IOException {
    if (silence == here) {
      silent.incrementAndGet();
      while (in.readLine() != null) {
        // It says more than it should; nobody answers.
      }
    } else {
      say(client, "250 ok");
    }
  }

  private static Taken read(String to, BufferedReader in) throws IOException, MessagingException {
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      text.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
    }
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
    return new Taken(to, message.getMessageID(), calendar(message));
  }

  private static String calendar(Part part) throws IOException, MessagingException {
    if (part.isMimeType("text/calendar")) {
      return new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
    String found = "";
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount() && found.isEmpty(); i++) {
        found = calendar(parts.getBodyPart(i));
      }
    }
    return found;
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
