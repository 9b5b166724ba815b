package io.plenum.sfu.loop;

import static io.plenum.sfu.loop.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.loop.Scene.Guest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People whose UDP is blocked, and people whose is not, in one room. */
class MediaOverTcpTest {
  private Scene scene;

  @BeforeEach
  void begin() throws Exception {
    scene = new Scene(1, 10);
  }

  @AfterEach
  void end() {
    scene.close();
  }

  @Test
  void mediaFlowsBothWays_betweenTcpAndUdp() throws Exception {
    Guest alice = scene.enterByTcp("room", "alice");
    Guest bob = scene.enter("room", "bob");
    alice.receives(bob, 10);
    bob.receives(alice, 10);
    MediaPath path = alice.connected.get(5, TimeUnit.SECONDS);
    assertThat(path.tcp()).isTrue();
    assertThat(path.remote()).isEqualTo(alice.client.transport().address());
    assertThat(bob.connected.get(5, TimeUnit.SECONDS).tcp()).isFalse();
  }

  @Test
  void mediaFlows_whenAllComeByTcp() throws Exception {
    Guest alice = scene.enterByTcp("room", "alice");
    Guest bob = scene.enterByTcp("room", "bob");
    alice.receives(bob, 10);
    bob.receives(alice, 10);
  }

  @Test
  void findsTheLoopOfAConnection_thatWasAcceptedElsewhere() throws Exception {
    scene.close();
    scene = new Scene(3, 10);
    try (ServerSocketChannel elsewhere = ServerSocketChannel.open()) {
      elsewhere.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress where = (InetSocketAddress) elsewhere.getLocalAddress();
      scene.server.acceptedElsewhere(List.of(where), OptionalInt.empty());
      for (String room : List.of("one", "two", "three")) {
        Guest alice = scene.arriveByTcp(room, "alice");
        CompletableFuture<Void> handing = CompletableFuture.runAsync(() -> hand(elsewhere));
        alice.client.connect(throughPort(where.getPort(), alice.answer())).speak();
        handing.get(5, TimeUnit.SECONDS);
        Guest bob = scene.enter(room, "bob");
        alice.receives(bob, 2);
        bob.receives(alice, 2);
      }
    }
  }

  /** The answer without the candidates that a closed network hides. */
  private static String throughPort(int open, String answer) {
    return answer
        .lines()
        .filter(line -> !line.startsWith("a=candidate:") || line.contains(" " + open + " typ"))
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  /** Accepts one connection and brings it, as whoever owns that port does. */
  private void hand(ServerSocketChannel elsewhere) {
    try {
      SocketChannel connection = elsewhere.accept();
      ByteBuffer first = ByteBuffer.allocate(2_050);
      while (first.position() < 2 || first.position() < 2 + first.getShort(0)) {
        connection.read(first);
      }
      connection.configureBlocking(false);
      scene.server.adopt(connection, Arrays.copyOf(first.array(), first.position()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  @Tag("S-4")
  void closesAConnectionAcceptedElsewhere_thatIsForNobody() throws Exception {
    byte[][] strangers = {{}, {0, 1, 9}, {0, 30, 0, 1}, {71, 69, 84}};
    try (ServerSocketChannel elsewhere = ServerSocketChannel.open()) {
      elsewhere.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      InetSocketAddress where = (InetSocketAddress) elsewhere.getLocalAddress();
      for (byte[] first : strangers) {
        try (Socket client = new Socket(where.getAddress(), where.getPort())) {
          client.setSoTimeout(5_000);
          SocketChannel connection = elsewhere.accept();
          connection.configureBlocking(false);
          scene.server.adopt(connection, first);
          assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
      }
    }
  }

  @Test
  void closesTheConnection_whenItsOwnerLeaves() throws Exception {
    Guest alice = scene.enterByTcp("room", "alice");
    eventually("the connection is counted", () -> scene.tcpConnections() == 1);
    alice.leave();
    eventually("the connection is gone", () -> scene.tcpConnections() == 0);
    assertThat(scene.rejected("tcp_left")).isEqualTo(1);
  }

  @Test
  void losesThePeer_whenItsConsentExpires_andFreesEverything() throws Exception {
    Guest alice = scene.enterByTcp("room", "alice");
    eventually("the connection is counted", () -> scene.tcpConnections() == 1);
    alice.client.close();
    eventually("the connection is gone", () -> scene.tcpConnections() == 0);
    assertThat(scene.participants()).as("it may connect again").isEqualTo(1);
    scene.later(31);
    eventually("she is told", () -> alice.lost.get() == 1);
    eventually("nothing is left", () -> scene.participants() == 0 && scene.rooms() == 0);
  }
}
