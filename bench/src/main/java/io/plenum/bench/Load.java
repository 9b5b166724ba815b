package io.plenum.bench;

import io.plenum.testkit.FrameShape;
import io.plenum.testkit.LoopbackClient;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A room of people who all send a 720p camera and a microphone and receive everybody else. Each has
 * a socket, a reading thread and a sending thread of its own, real ICE, DTLS and SRTP; each
 * datagram is a system call, and every packet is decrypted. One thread may use it.
 */
final class Load implements AutoCloseable {
  /** Packets that one sends each second: {@link FrameShape#HD} and Opus of 20 ms. */
  static final int PACKETS_PER_SECOND = 180 + 50;

  private final List<LoopbackClient> clients = new ArrayList<>();
  private final List<MeasuringReceiver> receivers = new ArrayList<>();

  /** Enters {@code participants} people, connects them, and lets them all send. */
  static Load start(ServerProcess server, int participants) throws IOException {
    Load load = new Load();
    try {
      for (int i = 0; i < participants; i++) {
        load.enter(server, i, participants - 1);
      }
      load.clients.forEach(LoopbackClient::speak);
      return load;
    } catch (IOException | RuntimeException failure) {
      load.close();
      throw failure;
    }
  }

  private void enter(ServerProcess server, int number, int others) throws IOException {
    MeasuringReceiver receiver = new MeasuringReceiver();
    LoopbackClient client =
        new LoopbackClient(
            number, InetAddress.getLoopbackAddress(), others, others, FrameShape.HD, receiver);
    clients.add(client);
    receivers.add(receiver);
    client.connect(server.join("room", "p" + number, client.offer()));
  }

  /** Streams received by all together when everybody gets everybody's picture and sound. */
  static int streams(int participants) {
    return 2 * participants * (participants - 1);
  }

  /** Measures from now on. */
  void begin() {
    receivers.forEach(MeasuringReceiver::begin);
  }

  /** What came to all since {@link #begin}. */
  Received received() {
    return receivers.stream().map(MeasuringReceiver::received).reduce(Received::plus).orElseThrow();
  }

  @Override
  public void close() {
    clients.forEach(LoopbackClient::close);
  }
}
