package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.peer.Outbox;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtcp.Remb;
import io.plenum.rtc.rtp.AbsSendTime;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.SdesText;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.srtp.SrtpSender;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.testkit.LonePeer;
import io.plenum.testkit.ScriptedSession;
import io.plenum.testkit.SilentListener;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Forwarding a packet to many receivers allocates nothing but what the JDK's cipher does for
 * itself.
 */
class ForwardingAllocationTest {
  private static final int RECEIVERS = 8;
  private static final int WARM_UP = 3_000;
  private static final int MEASURED = 2_000;
  private static final int ROUNDS = 20;

  /** Less than the smallest object. */
  private static final double NOISE_BYTES = 8;

  /** So that nothing waits; that the pacer allocates nothing either, its own test shows. */
  private static final long ENOUGH_BPS = 50_000_000;

  private final SrtpSender sender = new SrtpSender(LonePeer.KEYS);
  private final SplittableRandom random = new SplittableRandom(1);
  private final Room room = new Room(new RoomParameters(random), new SilentListener());
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final RtpView view = new RtpView();
  private long forwarded;
  private int encrypted;
  private int published;

  @Test
  void nothingIsAllocated_perForwardedPacketBesidesTheCipher() {
    Participant publisher = join(0);
    for (int i = 1; i <= RECEIVERS; i++) {
      join(i);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(2_048);
      encrypt(memory, WARM_UP * RECEIVERS);
      send(publisher, memory, WARM_UP);
      double least = Double.MAX_VALUE;
      // What is not compiled yet allocates for itself; a real allocation shows in every round.
      for (int round = 0; round < ROUNDS && least >= NOISE_BYTES; round++) {
        long cipher = allocated(() -> encrypt(memory, MEASURED * RECEIVERS));
        long sentBefore = forwarded;
        long all = allocated(() -> send(publisher, memory, MEASURED));
        assertThat(forwarded - sentBefore).isEqualTo((long) MEASURED * RECEIVERS);
        least = Math.min(least, (double) (all - cipher) / (MEASURED * RECEIVERS));
      }
      assertThat(least).isLessThan(NOISE_BYTES);
    }
    room.close();
  }

  private static long allocated(Runnable action) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    action.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private void encrypt(MemorySegment memory, int packets) {
    Span span = new Span();
    // With a header as long as the receivers' have: the cipher copies it.
    AbsSendTime.write(extensions.clear(), ScriptedSession.SEND_TIME_ID, 0);
    for (int i = 0; i < packets; i++) {
      span.set(memory, 0, 0, 2_048);
      RtpWriter.writeHeader(span, 96, true, encrypted++, 0, 9, extensions);
      span.length(span.length() + 1_000);
      if (sender.protectRtp(span) != SrtpStatus.OK) {
        throw new AssertionError("packet " + i);
      }
    }
  }

  private void send(Participant publisher, MemorySegment memory, int packets) {
    Span span = new Span();
    ScriptedSession session = new ScriptedSession(0, 4, 9);
    int mid = session.extensions(MediaKind.VIDEO).get(ExtensionUri.MID);
    int payloadType = session.codec(MediaKind.VIDEO).payloadType();
    extensions.clear();
    SdesText.write(extensions, mid, "c");
    for (int end = published + packets; published < end; published++) {
      span.set(memory, 0, 0, 2_048);
      RtpWriter.writeHeader(span, payloadType, true, published, published * 3_000L, 9, extensions);
      long at = span.length();
      span.length(span.length() + 1_000);
      memory.asSlice(at, 1_000).fill((byte) 0);
      memory.set(java.lang.foreign.ValueLayout.JAVA_BYTE, at, (byte) 0x10);
      view.wrap(span);
      if (publisher.admits(view, published * 1_000_000L)) {
        publisher.forward(view, published * 1_000_000L);
      }
    }
  }

  private Participant join(int number) {
    LonePeer lone = new LonePeer(random, new Counting());
    Participant participant =
        room.join(
            new ParticipantId("p" + number),
            new ScriptedSession(number, 4, 9).telling("goog-remb").negotiated(lone.remote()),
            ScriptedSession.SOURCES,
            EnumSet.of(Source.CAMERA),
            lone.peer(),
            0);
    lone.connect();
    participant.connected(0);
    participant.rtcp(List.of(new Remb(1, ENOUGH_BPS, List.of())), 0);
    return participant;
  }

  private final class Counting implements Outbox {
    private final MemorySegment memory = MemorySegment.ofArray(new byte[Peer.PACKET_BYTES]);
    private final Span span = new Span();

    @Override
    public Span reserve(int capacityBytes) {
      return span.set(memory, 0, 0, capacityBytes);
    }

    @Override
    public void send(Span datagram, Flow to) {
      forwarded++;
    }
  }
}
