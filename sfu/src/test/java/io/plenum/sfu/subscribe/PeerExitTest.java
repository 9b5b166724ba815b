package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.peer.Outbox;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtp.AbsSendTime;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.Rtx;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.pacing.Pacer;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.trace.Trail;
import io.plenum.testkit.LonePeer;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver decrypts of packets that left through a downlink. */
class PeerExitTest {
  private static final int ID = 5;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int VIDEO_SSRC = 11;
  private static final int RTX_SSRC = 12;

  private final List<byte[]> datagrams = new ArrayList<>();
  private final SrtpReceiver receiver = new SrtpReceiver(LonePeer.KEYS);
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final Peer peer = new LonePeer(new SplittableRandom(1), new Collecting()).connect();
  private final PeerExit exit =
      new PeerExit(peer, new CongestionTerms(Feedback.TRANSPORT_WIDE, true, 0));
  private final Downlink downlink =
      new Downlink(Feedback.TRANSPORT_WIDE, exit, () -> {}, Trail.none(), 0);
  private int sequence;

  @BeforeEach
  void forgetTheHandshake() {
    datagrams.clear();
  }

  @Test
  void numbersWhatLeavesAtOnce_andWhatWasHeld_inOrder() {
    for (int i = 0; i < 5; i++) {
      offer(1_000 + i);
    }
    assertThat(downlink.heldBytes()).isPositive();
    while (downlink.heldBytes() > 0) {
      downlink.release(downlink.nextReleaseNs());
    }
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < datagrams.size(); i++) {
      RtpView packet = decrypted(i);
      assertThat(packet.sequenceNumber()).isEqualTo(i);
      assertThat(packet.payloadLength()).isEqualTo(1_000 + i);
      numbers.add(TransportSequence.read(packet, ID));
    }
    int first = numbers.getFirst();
    assertThat(numbers).containsExactly(first, first + 1, first + 2, first + 3, first + 4);
    downlink.close();
  }

  @Test
  void padsTheRetransmissionStream() {
    RtxStream stream = new RtxStream(97, RTX_SSRC, 500);
    exit.pad(stream, ID, 0);
    downlink.want(5_000_000, 0);
    while (datagrams.size() < 3) {
      downlink.release(downlink.nextReleaseNs());
    }
    for (int i = 0; i < 3; i++) {
      // The tag is 16 bytes of the overhead that the pacer counts.
      assertThat(datagrams.get(i)).hasSize(Pacer.PADDING_BYTES - Downlink.OVERHEAD_BYTES + 16);
      RtpView packet = decrypted(i);
      assertThat(packet.ssrc()).isEqualTo(RTX_SSRC);
      assertThat(packet.sequenceNumber()).isEqualTo(500 + i);
      assertThat(packet.payloadLength()).isZero();
      assertThat(Rtx.originalSequence(packet)).isEqualTo(-1);
      assertThat(TransportSequence.read(packet, ID)).isEqualTo(i);
    }
    downlink.close();
  }

  @Test
  void padsWithoutNumbers_whereTheReceiverEstimates() {
    PeerExit other = new PeerExit(peer, new CongestionTerms(Feedback.RECEIVER_ESTIMATE, false, ID));
    assertThat(other.pads()).isFalse();
    other.pad(new RtxStream(97, RTX_SSRC, 500), 0, 0);
    assertThat(other.pads()).isTrue();
    other.padding(Pacer.PADDING_BYTES - Downlink.OVERHEAD_BYTES, Downlink.UNNUMBERED, 0);
    RtpView packet = decrypted(0);
    assertThat(packet.ssrc()).isEqualTo(RTX_SSRC);
    assertThat(packet.payloadLength()).isZero();
    assertThat(TransportSequence.read(packet, ID)).isEqualTo(-1);
  }

  @Test
  void saysWhenPacketsLeave_whereTheReceiverEstimatesByIt() {
    PeerExit other = new PeerExit(peer, new CongestionTerms(Feedback.RECEIVER_ESTIMATE, false, ID));
    Span waited = Span.of(new byte[Peer.PACKET_BYTES]);
    written(waited, 100, to -> AbsSendTime.write(to, ID, 0));
    other.sendHeld(waited, Downlink.UNNUMBERED, 2 * SECOND_NS);
    Span other3Bytes = written(peer.reserve(), 100, to -> to.put(ID + 1, 7, 3));
    other.send(other3Bytes, Downlink.UNNUMBERED, 2 * SECOND_NS);
    other.pad(new RtxStream(97, RTX_SSRC, 500), 0, ID);
    other.padding(Pacer.PADDING_BYTES, Downlink.UNNUMBERED, 3 * SECOND_NS);

    assertThat(AbsSendTime.read(decrypted(0), ID)).isEqualTo(2 << 18);
    assertThat(AbsSendTime.read(decrypted(1), ID + 1)).as("another extension").isEqualTo(7);
    assertThat(AbsSendTime.read(decrypted(2), ID)).isEqualTo(3 << 18);
  }

  @Test
  void neverPads_whereNothingIsToldOfTheLink() {
    PeerExit other = new PeerExit(peer, new CongestionTerms(Feedback.NONE, false, 0));
    other.pad(new RtxStream(97, RTX_SSRC, 500), 0, 0);
    assertThat(other.pads()).isFalse();
  }

  @Test
  void probesNothing_whereThereIsNothingToPad() {
    downlink.want(5_000_000, 0);
    assertThat(downlink.nextReleaseNs()).isEqualTo(Long.MAX_VALUE);
    downlink.close();
  }

  private void offer(int payload) {
    Span out = written(peer.reserve(), payload, to -> TransportSequence.write(to, ID, 0));
    downlink.send(PacketKind.VIDEO, out, 0);
  }

  private Span written(Span out, int payload, Consumer<ExtensionWriter> elements) {
    elements.accept(extensions.clear());
    RtpWriter.writeHeader(out, 96, true, sequence++, 0, VIDEO_SSRC, extensions);
    out.length(out.length() + payload);
    return out;
  }

  private RtpView decrypted(int index) {
    Span span = Span.of(datagrams.get(index).clone());
    RtpView view = new RtpView();
    assertThat(receiver.unprotectRtp(span)).isEqualTo(SrtpStatus.OK);
    assertThat(view.wrap(span)).isTrue();
    return view;
  }

  private final class Collecting implements Outbox {
    private final MemorySegment memory = MemorySegment.ofArray(new byte[Peer.PACKET_BYTES]);
    private final Span span = new Span();

    @Override
    public Span reserve(int capacityBytes) {
      return span.set(memory, 0, 0, capacityBytes);
    }

    @Override
    public void send(Span datagram, Flow to) {
      datagrams.add(datagram.toBytes());
    }
  }
}
