package io.plenum.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.wire.Span;
import io.plenum.testkit.Piece;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class MeasuringReceiverTest {
  private static final long MS = 1_000_000;

  private final MeasuringReceiver receiver = new MeasuringReceiver();

  @Test
  void countsWhatIsMissing_alsoWhereNumbersWrap() {
    arrive("a0", 65_530);
    receiver.begin();
    for (int sequence : new int[] {65_531, 65_532, 65_535, 0, 1, 3}) {
      arrive("a0", sequence);
    }

    Received received = receiver.received();

    assertThat(received.packets()).isEqualTo(6);
    assertThat(received.lost()).isEqualTo(3);
    assertThat(received.lossRate()).isEqualTo(3 / 9.0);
  }

  @Test
  void losesNothing_whenPacketsOvertakeEachOther() {
    arrive("a0", 10);
    receiver.begin();
    arrive("a0", 12);
    arrive("a0", 11);

    assertThat(receiver.received().lost()).isZero();
  }

  @Test
  void leavesOutWhatBelongsBeforeTheBeginning() {
    arrive("a0", 10);
    arrive("a0", 12);
    receiver.begin();
    arrive("a0", 11);
    arrive("a0", 14);

    Received received = receiver.received();

    assertThat(received.packets()).isEqualTo(1);
    assertThat(received.lost()).isEqualTo(1);
  }

  @Test
  void countsAStreamOnlyIfItStillComes() {
    arrive("a0", 1);
    arrive("a1", 1);
    receiver.begin();
    arrive("a1", 2);

    assertThat(receiver.received().streams()).isEqualTo(1);
  }

  @Test
  void takesNoRetransmissionForAPacket() {
    arrive("a0", 1);
    receiver.begin();
    receiver.packet("a0", packet(2, 0), true, 0);
    arrive("a0", 3);

    assertThat(receiver.received().lost()).isEqualTo(1);
  }

  @Test
  void measuresFromTheTimeInThePacket() {
    receiver.packet("a0", packet(1, 7 * MS), false, 9 * MS);

    assertThat(receiver.received().delayMs(50)).isBetween(1.99, 2.01);
  }

  @Test
  void addsUpWhatSeveralReceived() {
    arrive("a0", 1);
    MeasuringReceiver other = new MeasuringReceiver();
    other.packet("a0", packet(5, 0), false, MS);
    other.packet("a0", packet(7, 0), false, MS);

    Received all = receiver.received().plus(other.received());

    assertThat(all.streams()).isEqualTo(2);
    assertThat(all.packets()).isEqualTo(3);
    assertThat(all.lost()).isEqualTo(1);
    assertThat(all.delaysNs().getTotalCount()).isEqualTo(3);
  }

  @Test
  void refusesWhatNobodySent() {
    RtpView empty = packet(new byte[Piece.TOC_BYTES + Piece.BYTES - 1], 1);

    assertThatThrownBy(() -> receiver.packet("a0", empty, false, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a0");
  }

  private void arrive(String mid, int sequence) {
    receiver.packet(mid, packet(sequence, 0), false, MS);
  }

  private static RtpView packet(int sequence, long capturedNs) {
    byte[] payload = new byte[80];
    new Piece(1, 2, 0, 1, capturedNs).write(MemorySegment.ofArray(payload), Piece.TOC_BYTES);
    return packet(payload, sequence);
  }

  private static RtpView packet(byte[] payload, int sequence) {
    Span span = new Span().set(MemorySegment.ofArray(new byte[200]), 0, 0, 200);
    RtpWriter.writeHeader(span, 111, false, sequence, 0, 1, new ExtensionWriter());
    long at = span.offset() + span.length();
    span.length(span.length() + payload.length);
    MemorySegment.copy(MemorySegment.ofArray(payload), 0, span.memory(), at, payload.length);
    RtpView view = new RtpView();
    assertThat(view.wrap(span)).isTrue();
    return view;
  }
}
