package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UdpImpairerTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void relaysBothWays_andKeepsClientsApart() throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
        UdpImpairer impairer = UdpImpairer.before(server.getLocalPort(), 1);
        DatagramSocket one = new DatagramSocket(0, LOOPBACK);
        DatagramSocket two = new DatagramSocket(0, LOOPBACK)) {
      send(one, impairer.port(), "from one");
      DatagramPacket first = receive(server);
      send(two, impairer.port(), "from two");
      DatagramPacket second = receive(server);

      assertThat(text(first)).isEqualTo("from one");
      assertThat(first.getPort()).isNotEqualTo(second.getPort());
      send(server, first.getPort(), "to one");
      assertThat(text(receive(one))).isEqualTo("to one");
    }
  }

  @Test
  void dropsEverything_whenTheShareIsOne() throws IOException {
    try (DatagramSocket server = new DatagramSocket(0, LOOPBACK);
        UdpImpairer impairer = UdpImpairer.before(server.getLocalPort(), 1);
        DatagramSocket client = new DatagramSocket(0, LOOPBACK)) {
      impairer.lose(1.0);
      send(client, impairer.port(), "lost");
      server.setSoTimeout(200);

      assertThatThrownBy(() -> receive(server)).isInstanceOf(SocketTimeoutException.class);
      assertThat(impairer.dropped()).isEqualTo(1);
    }
  }

  private static void send(DatagramSocket from, int port, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    from.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, port));
  }

  private static DatagramPacket receive(DatagramSocket socket) throws IOException {
    if (socket.getSoTimeout() == 0) {
      socket.setSoTimeout(5_000);
    }
    DatagramPacket packet = new DatagramPacket(new byte[100], 100);
    socket.receive(packet);
    return packet;
  }

  private static String text(DatagramPacket packet) {
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
  }
}
