package io.plenum.signaling.identity.remote;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A name server (RFC 1035) that knows TXT records only. One datagram is a header of 12 bytes, the
 * question, and for each answer a pointer to the question's name, type, class, time to live, length
 * and text.
 */
public final class NameServer implements AutoCloseable {
  private static final int TXT = 16;

  private final DatagramSocket socket;
  private final Map<String, List<String>> records = new ConcurrentHashMap<>();

  /** Starts on a free port of loopback. */
  public NameServer() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  /** Where it is asked. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Publishes the records of a name. */
  public void publish(String name, String... texts) {
    records.put(name, List.of(texts));
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket query = new DatagramPacket(new byte[512], 512);
        socket.receive(query);
        byte[] answer = answer(ByteBuffer.wrap(query.getData(), 0, query.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private byte[] answer(ByteBuffer query) {
    short id = query.getShort(0);
    int end = 12;
    StringBuilder name = new StringBuilder();
    while (query.get(end) != 0) {
      byte[] label = new byte[query.get(end)];
      query.get(end + 1, label);
      name.append(name.isEmpty() ? "" : ".").append(new String(label, US_ASCII));
      end += label.length + 1;
    }
    byte[] question = new byte[end + 5 - 12];
    query.get(12, question);
    List<String> texts = records.getOrDefault(name.toString(), List.of());
    ByteBuffer answer = ByteBuffer.allocate(2_048);
    int noSuchName = texts.isEmpty() ? 3 : 0;
    answer.putShort(id).putShort((short) (0x8180 | noSuchName));
    answer.putShort((short) 1).putShort((short) texts.size()).putInt(0).put(question);
    for (String text : texts) {
      answer.putShort((short) 0xC00C).putShort((short) TXT).putShort((short) 1).putInt(60);
      answer.putShort((short) (text.length() + 1)).put((byte) text.length());
      answer.put(text.getBytes(US_ASCII));
    }
    byte[] bytes = new byte[answer.position()];
    answer.get(0, bytes);
    return bytes;
  }

  @Override
  public void close() {
    socket.close();
  }
}
