package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.plenum.rtc.rtcp.Remb;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.SdesText;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.rtc.srtp.CipherUnavailableException;
import io.plenum.rtc.srtp.SrtpCipherCheck;
import io.plenum.rtc.srtp.SrtpCiphers;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpSender;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.loop.StillLoop.Guest;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.sfu.net.DatagramPathCheck;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A round of the loop, from the kernel to the kernel: receive, decrypt, let the packets of a
 * picture wait for its last, forward, encrypt, send. Nothing is allocated for a packet with a
 * native cipher, and with the JDK's nothing but what that does for itself. A count, and no time.
 */
class LoopAllocationTest {
  private static final int RECEIVERS = 8;
  private static final int BURST = 10;
  private static final int WARM_UP = 5_000;

  /** With all receivers: 100,000 packets forwarded. */
  private static final int MEASURED = 12_500;

  private static final int TRIES = 6;

  /** Less than the smallest object: what a round makes, shared by its packets. */
  private static final double BOUND_BYTES = 8;

  private static final int PAYLOAD_BYTES = 500;
  private static final long STEP_NS = 200_000;
  private static final long ENOUGH_BPS = 100_000_000;
  private static final int SSRC = 9;
  private static final long SECOND_NS = 1_000_000_000L;

  private final List<DatagramSocket> sockets = new ArrayList<>();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final Span packet = new Span();
  private final MemorySegment memory = MemorySegment.ofArray(new byte[2_048]);
  private StillLoop still;
  private Arrivals arrivals;
  private SrtpSender publisher;
  private Guest camera;
  private long nowNs;
  private int published;
  private long allocated;

  @AfterEach
  void close() throws IOException {
    for (DatagramSocket socket : sockets) {
      socket.close();
    }
    if (still != null) {
      still.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsAllocated_perPacketFromTheKernelToTheKernel(CipherProvider provider)
      throws IOException {
    assumeThat(DatagramPathCheck.refusal(DatagramPath.OFFLOADED)).isEmpty();
    SrtpCiphers ciphers = ciphers(provider);
    boolean ofJdk = provider == CipherProvider.JDK;
    still = new StillLoop(DatagramPath.OFFLOADED, ciphers);
    still.feedback = "goog-remb";
    still.videoSlots = RECEIVERS + 1;
    arrivals =
        new Arrivals(() -> nowNs, still.table, still.nobodyAsked(), still.rooms, still.counters);
    camera = join("camera");
    for (int i = 0; i < RECEIVERS; i++) {
      Guest receiver = join("receiver " + i);
      receiver.connection().rtcp(List.of(new Remb(1, ENOUGH_BPS, List.of())), nowNs);
    }
    SrtpKeys keys = camera.keys;
    publisher = new SrtpSender(mirrored(keys));
    nowNs += SECOND_NS;
    still.gathering.look(Gathering.BUSY_PER_SECOND, nowNs);
    publish(WARM_UP);
    double least = Double.MAX_VALUE;
    // What is not compiled yet allocates for itself; a real allocation shows in every round.
    for (int round = 0; round < TRIES && least >= BOUND_BYTES; round++) {
      double sealed = ofJdk ? sealing(keys) : 0;
      double opened = ofJdk ? opening(keys) : 0;
      long before = still.edge.counters().datagramsOut();
      long forwarded = (long) MEASURED * RECEIVERS;
      publish(MEASURED);
      assertThat(still.edge.counters().datagramsOut() - before)
          .as("forwarded, and RTCP; rejected: %s", rejected())
          .isBetween(forwarded, forwarded + forwarded / 20);
      least = Math.min(least, (allocated - MEASURED * opened) / forwarded - sealed);
    }
    assertThat(least).isLessThan(BOUND_BYTES);
    assertThat(still.edge.counters().sends().getLast())
        .as("they leave together")
        .isLessThan(still.edge.counters().datagramsOut() / 4);
  }

  /** Those of {@code provider}; not having them skips the test, and fails IpsecMbTest in CI. */
  private static SrtpCiphers ciphers(CipherProvider provider) {
    try {
      return SrtpCipherCheck.of(provider);
    } catch (CipherUnavailableException notHere) {
      assumeThat(notHere).as(notHere.getMessage()).isNull();
      throw new IllegalStateException(notHere);
    }
  }

  private Map<String, Long> rejected() {
    Map<String, Long> all =
        new HashMap<>(still.counters.rejected(still.edge.counters(), still.rooms.connections()));
    all.values().removeIf(count -> count == 0);
    return all;
  }

  private Guest join(String name) throws IOException {
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(loopback(), 0));
    sockets.add(socket);
    Guest guest = still.join(name, nowNs);
    guest.address = new InetSocketAddress(loopback(), socket.getLocalPort());
    return guest.connect(nowNs);
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  /** What the other side has. */
  private static SrtpKeys mirrored(SrtpKeys keys) {
    return new SrtpKeys(
        keys.profile(),
        /* remoteKey= */ keys.localKey(),
        /* remoteSalt= */ keys.localSalt(),
        /* localKey= */ keys.remoteKey(),
        /* localSalt= */ keys.remoteSalt());
  }

  /** Sends packets of a camera and lets the loop forward them, a burst in a round. */
  private void publish(int packets) throws IOException {
    allocated = 0;
    InetSocketAddress where = still.socket().address();
    for (int end = published + packets; published < end; ) {
      for (int i = 0; i < BURST; i++) {
        nowNs += STEP_NS;
        write(published++);
        assertThat(publisher.protectRtp(packet)).isEqualTo(SrtpStatus.OK);
        byte[] bytes = packet.toBytes();
        sockets.getFirst().send(new DatagramPacket(bytes, bytes.length, where));
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      int handled = 0;
      while (handled < BURST) {
        still.edge.await(SECOND_NS);
        handled += still.edge.read(arrivals, nowNs);
      }
      still.timers.release(nowNs);
      still.edge.flush();
      allocated += threads.getCurrentThreadAllocatedBytes() - before;
      still.timers.runDue(nowNs); // reports and shares: by time, not by packet
    }
  }

  private void write(int number) {
    int mid = camera.session.extensions(MediaKind.VIDEO).get(ExtensionUri.MID);
    int payloadType = camera.session.codec(MediaKind.VIDEO).payloadType();
    packet.set(memory, 0, 0, 2_048);
    extensions.clear();
    SdesText.write(extensions, mid, "c");
    boolean marker = number % BURST == BURST - 1;
    RtpWriter.writeHeader(packet, payloadType, marker, number, number * 3_000L, SSRC, extensions);
    int at = packet.length();
    packet.length(at + PAYLOAD_BYTES);
    memory.asSlice(at, PAYLOAD_BYTES).fill((byte) 0);
    memory.set(java.lang.foreign.ValueLayout.JAVA_BYTE, at, (byte) 0x10);
  }

  /** Bytes that the cipher allocates to encrypt one packet. */
  private double sealing(SrtpKeys keys) {
    SrtpSender sender = new SrtpSender(keys);
    long sum = 0;
    for (int i = 0; i < MEASURED; i++) {
      write(i);
      long before = threads.getCurrentThreadAllocatedBytes();
      sender.protectRtp(packet);
      sum += threads.getCurrentThreadAllocatedBytes() - before;
    }
    return (double) sum / MEASURED;
  }

  /** Bytes that the cipher allocates to decrypt one packet. */
  private double opening(SrtpKeys keys) {
    SrtpSender sender = new SrtpSender(mirrored(keys));
    SrtpReceiver receiver = new SrtpReceiver(keys);
    long sum = 0;
    for (int i = 0; i < MEASURED; i++) {
      write(i);
      sender.protectRtp(packet);
      long before = threads.getCurrentThreadAllocatedBytes();
      SrtpStatus status = receiver.unprotectRtp(packet);
      sum += threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(status).isEqualTo(SrtpStatus.OK);
    }
    return (double) sum / MEASURED;
  }
}
