package io.plenum.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One request as bytes, on a connection of its own: no library that corrects it. */
public final class RawHttp {
  /** Longer than the server takes for anything that is tried here. */
  private static final int PATIENCE_MS = 20_000;

  private RawHttp() {}

  /**
   * What came back.
   *
   * @param headers names in lower case; of a repeated one the last
   */
  public record Answer(int status, Map<String, String> headers, String body) {
    public String type() {
      return headers.getOrDefault("content-type", "").split(";", 2)[0];
    }
  }

  /**
   * Sends it and reads until the server closes, or of a stream of events its head.
   *
   * @throws UncheckedIOException when nothing comes back in time, or no HTTP
   */
  public static Answer send(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer read(InputStream in) throws IOException {
    String[] head = head(in).split("\r\n", -1);
    if (head[0].startsWith("HTTP/1.1 100")) {
      return read(in);
    }
    String[] status = head[0].split(" ", 3);
    // To what is too broken to know its version by, a server answers in the oldest.
    if (!Set.of("HTTP/1.1", "HTTP/1.0").contains(status[0]) || status.length < 2) {
      throw new IOException("no HTTP: " + head[0]);
    }
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < head.length; i++) {
      String[] field = head[i].split(":", 2);
      headers.put(field[0].toLowerCase(Locale.ROOT), field.length > 1 ? field[1].strip() : "");
    }
    Answer bare = new Answer(Integer.parseInt(status[1]), headers, "");
    return bare.type().equals("text/event-stream")
        ? bare
        : new Answer(bare.status(), headers, body(in, headers));
  }

  private static String body(InputStream in, Map<String, String> headers) throws IOException {
    String length = headers.get("content-length");
    byte[] body = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    while (last != 0x0D0A0D0A) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after " + head.toString(StandardCharsets.ISO_8859_1));
      }
      head.write(next);
      last = last << 8 | next;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }
}
