package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.wire.Span;
import io.plenum.testkit.ScriptedSession;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private static final long US = 1_000;
  private static final long FRAME_NS = 33_000_000;
  private static final int PACKETS = 6;

  private final Gathering gathering = new Gathering();
  private final MemorySegment memory = MemorySegment.ofArray(new byte[4_096]);
  private final Span span = new Span();
  private final RtpView view = new RtpView();
  private final Camera alice = new Camera(1);
  private long nowNs = 1_000_000_000L;
  private int sequence;

  /** Somebody who sends, and what went on of it: sequence numbers, and when. */
  private static final class Camera implements Gathering.Sender {
    final ScriptedSession session;
    final PictureBurst burst;
    final Gathering.Held held = new Gathering.Held();
    final List<Integer> numbers = new ArrayList<>();
    final List<Long> timesNs = new ArrayList<>();
    RuntimeException bug;
    Throwable failure;

    Camera(int number) {
      session = new ScriptedSession(number, 1, 1);
      burst =
          new PictureBurst(session.negotiated(IceCredentials.random(new SplittableRandom(number))));
    }

    @Override
    public PictureBurst burst() {
      return burst;
    }

    @Override
    public Gathering.Held held() {
      return held;
    }

    @Override
    public void goesOn(RtpView packet, long nowNs) {
      if (bug != null) {
        throw bug;
      }
      assertThat(packet.payloadLength()).isEqualTo(packet.sequenceNumber() % 100 + 1);
      numbers.add(packet.sequenceNumber());
      timesNs.add(nowNs);
    }

    @Override
    public void failed(Throwable fault, long nowNs) {
      failure = fault;
    }

    void clear() {
      numbers.clear();
      timesNs.clear();
    }
  }

  @BeforeEach
  void makeBusy() {
    gathering.look(0, nowNs);
    nowNs += 1_000_000_000L;
    gathering.look(Gathering.BUSY_PER_SECOND, nowNs);
  }

  @AfterEach
  void close() {
    gathering.close();
  }

  private boolean packet(Camera from, MediaKind kind, boolean marker) {
    int payloadType = from.session.codec(kind).payloadType();
    span.set(memory, 0, 0, 4_096);
    RtpWriter.writeHeader(span, payloadType, marker, sequence, 0, 7, new ExtensionWriter());
    span.length(span.length() + sequence % 100 + 1);
    sequence++;
    assertThat(view.wrap(span)).isTrue();
    boolean waits = gathering.waits(from, view, nowNs);
    if (!waits) {
      from.goesOn(view, nowNs);
    }
    memory.fill((byte) 0xAB); // the kernel's next datagram comes into the same memory
    return waits;
  }

  /** A picture whose packets are {@code gapNs} apart. */
  private void picture(Camera from, int packets, long gapNs) {
    for (int i = 0; i < packets; i++) {
      packet(from, MediaKind.VIDEO, i == packets - 1);
      nowNs += gapNs;
      gathering.releaseDue(nowNs);
    }
    nowNs += FRAME_NS;
  }

  private void learnsThatPicturesAreBursts(Camera from) {
    for (int i = 0; i < 10; i++) {
      picture(from, PACKETS, 40 * US);
    }
    from.clear();
  }

  @Test
  void aPicturesPacketsGoOnTogether_withItsLast_inOrder() {
    learnsThatPicturesAreBursts(alice);
    int first = sequence;
    picture(alice, PACKETS, 40 * US);
    assertThat(alice.numbers)
        .containsExactly(first, first + 1, first + 2, first + 3, first + 4, first + 5);
    assertThat(alice.timesNs).containsOnly(alice.timesNs.getLast());
    assertThat(gathering.nextNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void noneWaitsLongerThanAllowed() {
    learnsThatPicturesAreBursts(alice);
    long beganNs = nowNs;
    assertThat(packet(alice, MediaKind.VIDEO, false)).isTrue();
    nowNs += 100 * US;
    assertThat(packet(alice, MediaKind.VIDEO, false)).isTrue();
    assertThat(gathering.nextNs()).isEqualTo(beganNs + Gathering.HOLD_NS);
    assertThat(gathering.releaseDue(gathering.nextNs() - 1)).isZero();
    assertThat(alice.numbers).isEmpty();
    assertThat(gathering.releaseDue(gathering.nextNs())).isEqualTo(2);
    assertThat(alice.numbers).hasSize(2);
    assertThat(gathering.nextNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void soundNeverWaits_andOvertakes() {
    learnsThatPicturesAreBursts(alice);
    assertThat(packet(alice, MediaKind.VIDEO, false)).isTrue();
    assertThat(packet(alice, MediaKind.AUDIO, false)).isFalse();
    assertThat(alice.numbers).containsExactly(sequence - 1);
  }

  @Test
  void nothingWaitsOfWhoSendsPacketByPacket() {
    for (int i = 0; i < 10; i++) {
      picture(alice, PACKETS, 2_200 * US);
    }
    alice.clear();
    assertThat(packet(alice, MediaKind.VIDEO, false)).isFalse();
  }

  @Test
  void nothingWaitsWithoutLoad_untilThereIsEnough() {
    learnsThatPicturesAreBursts(alice);
    nowNs += 1_000_000_000L;
    gathering.look(Gathering.BUSY_PER_SECOND + Gathering.CALM_PER_SECOND - 1, nowNs);
    assertThat(packet(alice, MediaKind.VIDEO, false)).isFalse();
    nowNs += 1_000_000_000L;
    gathering.look(2 * Gathering.BUSY_PER_SECOND + Gathering.CALM_PER_SECOND - 2, nowNs);
    assertThat(packet(alice, MediaKind.VIDEO, false)).as("not enough to begin again").isFalse();
    nowNs += 1_000_000_000L;
    gathering.look(3 * Gathering.BUSY_PER_SECOND + Gathering.CALM_PER_SECOND - 2, nowNs);
    assertThat(packet(alice, MediaKind.VIDEO, false)).isTrue();
  }

  @Test
  void aLargePictureGoesOnInParts() {
    learnsThatPicturesAreBursts(alice);
    int first = sequence;
    for (int i = 0; i <= Gathering.MAX_HELD; i++) {
      packet(alice, MediaKind.VIDEO, false);
    }
    assertThat(alice.numbers).hasSize(Gathering.MAX_HELD + 1).startsWith(first).isSorted();
  }

  @Test
  void whoComesWhenAllSlotsAreTaken_waitsNot_andAllAreFreeAfterwards() {
    List<Camera> cameras = new ArrayList<>();
    for (int i = 0; i < Gathering.SLOTS / Gathering.MAX_HELD + 1; i++) {
      cameras.add(new Camera(i));
      learnsThatPicturesAreBursts(cameras.getLast());
    }
    for (int again = 0; again < 3; again++) {
      for (Camera camera : cameras.subList(0, cameras.size() - 1)) {
        for (int i = 0; i < Gathering.MAX_HELD; i++) {
          assertThat(packet(camera, MediaKind.VIDEO, false)).isTrue();
        }
      }
      assertThat(packet(cameras.getLast(), MediaKind.VIDEO, false)).isFalse();
      nowNs += Gathering.HOLD_NS;
      gathering.releaseDue(nowNs);
      assertThat(cameras.subList(0, cameras.size() - 1))
          .allSatisfy(camera -> assertThat(camera.numbers).hasSize(Gathering.MAX_HELD).isSorted());
      cameras.forEach(Camera::clear);
    }
  }

  @Test
  void whatWaitsOfWhoLeaves_isDropped() {
    learnsThatPicturesAreBursts(alice);
    packet(alice, MediaKind.VIDEO, false);
    gathering.forget(alice);
    assertThat(gathering.nextNs()).isEqualTo(Long.MAX_VALUE);
    gathering.releaseDue(nowNs + FRAME_NS);
    assertThat(alice.numbers).isEmpty();
  }

  @Test
  void aFaultIsToldToWhoseItIs_andTheRestGoesOn() {
    Camera bob = new Camera(2);
    learnsThatPicturesAreBursts(alice);
    learnsThatPicturesAreBursts(bob);
    alice.bug = new IllegalStateException("broken on purpose");
    packet(alice, MediaKind.VIDEO, false);
    packet(alice, MediaKind.VIDEO, false);
    packet(bob, MediaKind.VIDEO, false);
    gathering.releaseDue(nowNs + Gathering.HOLD_NS);
    assertThat(alice.failure).isSameAs(alice.bug);
    assertThat(bob.numbers).hasSize(1);
    assertThat(gathering.nextNs()).isEqualTo(Long.MAX_VALUE);

    assertThat(packet(alice, MediaKind.VIDEO, false)).isTrue();
    assertThatThrownBy(() -> packet(alice, MediaKind.VIDEO, true)).isSameAs(alice.bug);
  }
}
