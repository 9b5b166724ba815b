package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.loop.Scene.Guest;
import io.plenum.testkit.LoopbackTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bad datagrams, from strangers and from a known address, while two people talk. */
@Tag("S-4")
class StrangersTest {
  private static final byte[] ALERT = {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40};
  private static final byte[] HELLO = {
    22, -2, -3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 13, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0
  };
  private static final int FLOOD = 50_000;

  private final SplittableRandom random = new SplittableRandom(7);
  private Scene scene;
  private Guest alice;
  private Guest bob;
  private DatagramSocket stranger;

  @BeforeEach
  void meet() throws Exception {
    scene = new Scene(1, 10);
    alice = scene.enter("room", "alice");
    bob = scene.enter("room", "bob");
    alice.receives(bob, 2);
    bob.receives(alice, 2);
    stranger = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void part() {
    stranger.close();
    scene.close();
  }

  @Test
  void countsAStranger_whenTheBytesAreRandom() throws Exception {
    strange(bytes(100));
    counted("stranger", 1);
  }

  @Test
  void countsAStranger_whenACheckIsForNobody() throws Exception {
    strange(transport().checkOf("nobody", transport().remote().password()));
    counted("stranger", 1);
  }

  @Test
  void countsAnInvalidCheck_whenThePasswordIsWrong() throws Exception {
    strange(transport().checkOf(transport().remote().ufrag(), "not the password at all"));
    counted("invalid_check", 1);
  }

  @Test
  void countsAStranger_whenDtlsBeginsWithoutACheck() throws Exception {
    strange(HELLO);
    counted("stranger", 1);
  }

  @Test
  void countsReplayed_whenMediaThatWasSeenComesFromAnUnprovenAddress() throws Exception {
    strange(transport().lastRtp());
    strange(report());
    counted("srtp_replayed", 2);
  }

  @Test
  void countsAStranger_whenMediaComesThatNobodySends() throws Exception {
    ByteBuffer packet = ByteBuffer.wrap(transport().lastRtp());
    strange(packet.putInt(8, 77).array());
    counted("stranger", 1);
  }

  @Test
  void countsOversized_whenADatagramIsTooLong() throws Exception {
    strange(new byte[9_000]);
    transport().raw(new byte[2_049]);
    counted("oversized", 2);
  }

  @Test
  void countsForged_whenANewPacketWasChanged() throws Exception {
    // Numbers not used yet: what was seen before is a replay, and not even looked into.
    ByteBuffer packet = ByteBuffer.wrap(transport().lastRtp());
    packet.putShort(2, (short) (packet.getShort(2) + 500));
    transport().raw(packet.array());
    ByteBuffer report = ByteBuffer.wrap(report());
    int indexAt = report.capacity() - Integer.BYTES; // RFC 7714, section 9.2
    report.putInt(indexAt, report.getInt(indexAt) + 500);
    transport().raw(report.array());
    counted("srtp_forged", 2);
  }

  @Test
  void countsMalformed_whenAPacketIsTruncated() throws Exception {
    transport().raw(Arrays.copyOf(transport().lastRtp(), 14));
    transport().raw(Arrays.copyOf(report(), 10));
    counted("srtp_malformed", 2);
  }

  @Test
  void countsReplayed_whenAPacketComesAgain() throws Exception {
    byte[] packet = transport().lastRtp();
    byte[] report = report();
    transport().raw(packet);
    transport().raw(report);
    counted("srtp_replayed", 2);
  }

  @Test
  void countsUnknown_whenNoProtocolBeginsLikeThat() throws Exception {
    byte[] garbage = bytes(50);
    garbage[0] = 77;
    transport().raw(garbage);
    counted("unknown_kind", 1);
  }

  @Test
  void changesNothing_whenAlertsAndHandshakesAreForged() throws Exception {
    transport().raw(ALERT);
    transport().raw(HELLO);
    alice.receives(bob, 10);
    bob.receives(alice, 10);
    assertThat(alice.lost).hasValue(0);
  }

  @Test
  void theTwoGoOn_underAFlood() throws Exception {
    byte[][] kinds = {
      bytes(1_200),
      HELLO,
      transport().checkOf("nobody", "x"),
      transport().checkOf(transport().remote().ufrag(), "not the password at all"),
      transport().lastRtp()
    };
    Thread flood = Thread.ofPlatform().start(() -> flood(kinds));
    alice.receives(bob, 10);
    bob.receives(alice, 10);
    flood.join();
    alice.receives(bob, 10);
    bob.receives(alice, 10);
    assertThat(alice.lost).hasValue(0);
    assertThat(bob.lost).hasValue(0);
    // The kernel drops what its buffer does not hold: enough came through.
    Scene.eventually("counted", () -> scene.rejected("stranger") > FLOOD / 10);
    assertThat(scene.rejected("fault")).isZero();
  }

  private void flood(byte[][] kinds) {
    for (int i = 0; i < FLOOD; i++) {
      strange(kinds[i % kinds.length]);
    }
  }

  /** The reject is counted, and both still see and hear each other. */
  private void counted(String reason, long atLeast) throws InterruptedException {
    Scene.eventually(reason, () -> scene.rejected(reason) >= atLeast);
    assertThat(scene.rejected("fault")).isZero();
    alice.receives(bob, 3);
    bob.receives(alice, 3);
  }

  private LoopbackTransport transport() {
    return alice.client.transport();
  }

  /** Alice's latest report; the first is sent after a second. */
  private byte[] report() throws InterruptedException {
    Scene.eventually("a report", () -> transport().lastRtcp().length > 0);
    return transport().lastRtcp();
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private void strange(byte[] datagram) {
    try {
      stranger.send(new DatagramPacket(datagram, datagram.length, transport().server()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
