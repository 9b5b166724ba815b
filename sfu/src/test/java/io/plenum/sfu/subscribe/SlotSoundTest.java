package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.RedWriter;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.peer.Outbox;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import io.plenum.sfu.Source;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerForwarder;
import io.plenum.sfu.layer.LayerTarget;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.publish.PacketSink;
import io.plenum.sfu.publish.PublishedStream;
import io.plenum.sfu.publish.Publisher;
import io.plenum.sfu.trace.Trail;
import io.plenum.testkit.LonePeer;
import io.plenum.testkit.ScriptedSession;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a receiver decrypts of one voice: sounds of 20 ms, the first of them number 0. */
class SlotSoundTest {
  private static final int STEP = 960;
  private static final int FIRST_IN_SLOT = 500;
  private static final long SLOT_TIME = 1_000_000;
  private static final int SSRC = 77;
  private static final int DTX = -1;

  private final ScriptedSession session = new ScriptedSession(0, 1, 1).redundant(true, false);
  private final List<RtpView> arrived = new ArrayList<>();
  private final SrtpReceiver receiver = new SrtpReceiver(LonePeer.KEYS);
  private final Peer peer = new LonePeer(new SplittableRandom(1), new Decrypting()).connect();
  private final CongestionTerms terms = new CongestionTerms(Feedback.NONE, false, 0);
  private final Downlink downlink =
      new Downlink(Feedback.NONE, new PeerExit(peer, terms), () -> {}, Trail.none(), 0);
  private final LayerForwarder forwarder = LayerForwarder.sound(FIRST_IN_SLOT);
  private final SlotReports reports = new SlotReports(SSRC);
  private final SlotSound sound =
      new SlotSound(forwarder, new SoundWriter(peer, downlink, () -> {}), reports);
  private final Publisher publisher = publisher();
  private boolean began;

  @Test
  void everyNumberGoesOutOnce_inTheOrderInWhichItBecameKnown() {
    send(0);
    send(1);
    send(3);
    send(2);
    send(2);
    send(4);
    assertThat(sounds()).containsExactly(0, 1, 3, 2, 4);
    assertThat(numbers()).containsExactly(0, 1, 3, 2, 4);
    assertThat(times()).containsExactly(0, 1, 3, 2, 4);
  }

  @Test
  void whatWasLostGoesOutFirst_whenACopyOfItCame() {
    send(0);
    sendWithCopies(3, 2, 1);
    send(4);
    assertThat(sounds()).containsExactly(0, 1, 2, 3, 4);
    assertThat(numbers()).containsExactly(0, 1, 2, 3, 4);
    assertThat(times()).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void whatWentOutAsACopyIsNotSentAgain_whenItComesLateItself() {
    send(0);
    sendWithCopies(2, 1);
    send(1);
    send(3);
    assertThat(numbers()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void whatWasSaidBeforeTheSourceBeganIsNotSent_whoeverBringsItLater() {
    publish(0, false);
    publish(1, false);
    began = false;
    send(3);
    send(2);
    sendWithCopies(4, 3);
    assertThat(sounds()).containsExactly(0, 1, 3, 4);
    assertThat(numbers()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void whatIsOlderThanTheWindowIsTakenForSent_asNobodyKnowsAnyMore() {
    int far = 2 + Long.SIZE;
    send(0);
    send(2);
    send(far);
    send(2);
    send(1);
    send(3);
    assertThat(sounds()).containsExactly(0, 2, far, 3);
    assertThat(numbers()).containsExactly(0, 2, far, 3);
  }

  @Test
  void aHoleStaysAHole_whenNothingBringsIt() {
    send(0);
    send(5);
    assertThat(numbers()).containsExactly(0, 5);
    assertThat(times()).containsExactly(0, 5);
  }

  @Test
  void silenceIsKeptAsTimeWithoutNumbers() {
    send(0);
    publish(1, 1, DTX, false);
    publish(2, 21, 2, true);
    assertThat(numbers()).containsExactly(0, 1, 2);
    assertThat(times()).containsExactly(0, 1, 21);
    assertThat(arrived.get(1).payloadLength()).isEqualTo(1);
    assertThat(arrived).extracting(RtpView::marker).containsExactly(false, false, true);
  }

  @Test
  void theMarkerIsThatOfItsOwnPacket() {
    send(0);
    sendWithCopies(true, 2, 1);
    assertThat(arrived).extracting(RtpView::marker).containsExactly(false, false, true);
  }

  @Test
  void anotherSourceGoesOnBehindTheOneBefore() {
    send(0);
    send(1);
    Publisher other = publisher();
    began = false;
    publish(other, 40, 40, 40, false);
    publish(other, 41, 41, 41, false);
    assertThat(sounds()).containsExactly(0, 1, 40, 41);
    assertThat(numbers()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void countsWhatGoesOut_forTheReports() {
    send(0);
    sendWithCopies(2, 1);
    assertThat(reports.at(0, 0).packetCount()).isEqualTo(3);
    int payloads = arrived.stream().mapToInt(RtpView::payloadLength).sum();
    assertThat(reports.at(0, 0).octetCount()).isEqualTo(payloads);
  }

  /** By the number that each has in it. */
  private List<Integer> sounds() {
    return arrived.stream()
        .map(packet -> Wire.u8(packet.memory(), packet.payloadOffset() + 1))
        .toList();
  }

  private List<Integer> numbers() {
    return arrived.stream().map(packet -> packet.sequenceNumber() - FIRST_IN_SLOT).toList();
  }

  private List<Integer> times() {
    return arrived.stream().map(packet -> (int) (packet.timestamp() - SLOT_TIME) / STEP).toList();
  }

  private void send(int number) {
    publish(number, false);
  }

  private void sendWithCopies(int number, int... copies) {
    sendWithCopies(false, number, copies);
  }

  /** Copies of the sounds right before, the newest first. */
  private void sendWithCopies(boolean marker, int number, int... copies) {
    RedWriter writer = new RedWriter();
    writer.begin(MemorySegment.ofArray(sound(number)), 0, sound(number).length);
    for (int copy : copies) {
      byte[] bytes = sound(copy);
      writer.copy((long) (number - copy) * STEP, MemorySegment.ofArray(bytes), 0, bytes.length);
    }
    Span payload = Bytes.empty(RedWriter.MAX_PAYLOAD_BYTES);
    writer.append(payload, session.codec(MediaKind.AUDIO).payloadType());
    int payloadType = session.redundancy().payloadType();
    packet(publisher, payloadType, number, number, marker, payload.toBytes());
  }

  private void publish(int number, boolean marker) {
    publish(number, number, number, marker);
  }

  private void publish(int number, int time, int content, boolean marker) {
    publish(publisher, number, time, content, marker);
  }

  private void publish(Publisher to, int number, int time, int content, boolean marker) {
    int payloadType = session.codec(MediaKind.AUDIO).payloadType();
    packet(to, payloadType, number, time, marker, sound(content));
  }

  private static void packet(
      Publisher to, int payloadType, int number, int time, boolean marker, byte[] payload) {
    Span span = Bytes.empty(200 + payload.length);
    RtpWriter.writeHeader(
        span, payloadType, marker, number, (long) time * STEP, 9, new ExtensionWriter());
    long at = span.offset() + span.length();
    span.length(span.length() + payload.length);
    MemorySegment.copy(MemorySegment.ofArray(payload), 0, span.memory(), at, payload.length);
    RtpView view = new RtpView();
    assertThat(view.wrap(span)).isTrue();
    if (to.admits(view, 0)) {
      to.forward(view, 0);
    }
  }

  /** One frame of 20 ms (RFC 6716, section 3.1) with its number in it, or nothing to hear. */
  private static byte[] sound(int number) {
    byte toc = (byte) (31 << 3);
    return number == DTX ? new byte[] {toc} : new byte[] {toc, (byte) number, 1, 2, 3};
  }

  private Publisher publisher() {
    EnumSet<Source> all = EnumSet.allOf(Source.class);
    IceCredentials ice = new IceCredentials("u", "p");
    Publisher made =
        new Publisher(session.negotiated(ice), ScriptedSession.SOURCES, all, 1, () -> {});
    NegotiatedMedia slot =
        session.negotiated(ice).media().stream()
            .filter(media -> media.mid().equals("a0"))
            .findFirst()
            .orElseThrow();
    NegotiatedMedia microphone = made.track(Source.MICROPHONE).media();
    made.track(Source.MICROPHONE).add(new Tap(SlotFormat.between(microphone, slot)));
    return made;
  }

  /** Does with a packet what a slot does. */
  private final class Tap implements PacketSink {
    private final SlotFormat format;

    Tap(SlotFormat format) {
      this.format = format;
    }

    @Override
    public void packet(
        PublishedStream stream, RtpView packet, FrameInfo frame, long sequence, long nowNs) {
      if (!began) {
        began = true;
        forwarder.begin(frame, sequence, packet.timestamp(), SLOT_TIME, 1);
        sound.begin(sequence);
      }
      sound.forward(stream, packet, frame, sequence, format, nowNs);
    }

    @Override
    public void ladderChanged(long nowNs) {}

    @Override
    public LayerTarget wish(Ladder sizes) {
      return null;
    }

    @Override
    public boolean decodes(Codec codec) {
      return true;
    }

    @Override
    public void interrupted() {}
  }

  /** Keeps what the receiver makes of each packet. */
  private final class Decrypting implements Outbox {
    private final MemorySegment memory = MemorySegment.ofArray(new byte[Peer.PACKET_BYTES]);
    private final Span span = new Span();

    @Override
    public Span reserve(int capacityBytes) {
      return span.set(memory, 0, 0, capacityBytes);
    }

    @Override
    public void send(Span datagram, Flow to) {
      Span copy = Span.of(datagram.toBytes());
      RtpView view = new RtpView();
      if (receiver.unprotectRtp(copy) == SrtpStatus.OK && view.wrap(copy)) {
        arrived.add(view);
      }
    }
  }
}
