package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.codec.RedWriter;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Sounds of 20 ms at 48 kHz, by their numbers. */
class SoundHistoryTest {
  private static final int OPUS = 111;
  private static final int RED = 63;
  private static final int STEP = 960;
  private static final long FIRST = 1 << 16;

  private final SoundHistory history = new SoundHistory(media());
  private final Span found = new Span();

  @Test
  void keepsSoundWithAndWithoutRedundancyAlike() {
    assertThat(history.take(packet(OPUS, 0, sound(1)), FIRST)).isTrue();
    assertThat(history.take(redundant(STEP, sound(2), sound(1)), FIRST + 1)).isTrue();

    assertThat(at(FIRST)).isEqualTo(sound(1));
    assertThat(at(FIRST + 1)).isEqualTo(sound(2));
    assertThat(history.timestamp(FIRST + 1)).isEqualTo(STEP);
    assertThat(at(FIRST + 2)).isNull();
  }

  @Test
  void knowsWhatWasLost_fromTheCopiesOfTheNextPacket() {
    history.take(packet(OPUS, 0xFFFF_FFFFL - STEP, sound(1)), FIRST);
    history.take(redundant(2L * STEP - 1, sound(4), sound(3), sound(2)), FIRST + 3);

    assertThat(at(FIRST + 1)).isEqualTo(sound(2));
    assertThat(at(FIRST + 2)).isEqualTo(sound(3));
    assertThat(history.timestamp(FIRST + 1)).as("where timestamps wrap").isEqualTo(0xFFFF_FFFFL);
    assertThat(history.timestamp(FIRST + 2)).isEqualTo(STEP - 1);
  }

  @Test
  void guessesNoNumbers_acrossASilence() {
    history.take(packet(OPUS, 0, sound(1)), FIRST);
    RedWriter writer = writer(sound(3));
    writer.copy(3L * STEP, MemorySegment.ofArray(sound(2)), 0, sound(2).length);
    history.take(packet(RED, 10L * STEP, payload(writer)), FIRST + 2);

    assertThat(at(FIRST + 2)).isEqualTo(sound(3));
    assertThat(at(FIRST + 1)).isNull();
  }

  @Test
  void refusesWhatIsCutOffOrOfAnotherCodec() {
    assertThat(history.take(packet(RED, 0, new byte[0]), FIRST)).isFalse();
    assertThat(history.take(packet(RED, 0, Bytes.hex("EF 0F0003 6F 0102")), FIRST)).isFalse();
    assertThat(history.take(packet(RED, 0, Bytes.hex("0D 0102")), FIRST)).isFalse();
    assertThat(at(FIRST)).isNull();
  }

  @Test
  void keepsTheLatestOnly_whateverComesLate() {
    for (int i = 0; i <= SoundHistory.DEPTH; i++) {
      history.take(packet(OPUS, (long) i * STEP, sound(i)), FIRST + i);
    }
    history.take(packet(OPUS, 0, sound(0)), FIRST);

    assertThat(at(FIRST)).isNull();
    assertThat(at(FIRST + 1)).isEqualTo(sound(1));
    assertThat(at(FIRST + SoundHistory.DEPTH)).isEqualTo(sound(SoundHistory.DEPTH));

    history.clear();
    assertThat(at(FIRST + 1)).isNull();
  }

  @Property
  void takesOrRefuses_anyPayload(@ForAll @Size(max = 80) byte[] bytes) {
    new SoundHistoryFuzzTest().takesOrRefuses_anyPayload(bytes);
  }

  private byte[] at(long sequence) {
    return history.find(sequence, found) ? found.toBytes() : null;
  }

  /** One frame of 20 ms (RFC 6716, section 3.1) with something of its own in it. */
  private static byte[] sound(int number) {
    return new byte[] {(byte) (31 << 3), (byte) number, (byte) number};
  }

  /** A packet with copies, the newest first. */
  private static RtpView redundant(long timestamp, byte[] own, byte[]... copies) {
    RedWriter writer = writer(own);
    for (int i = 0; i < copies.length; i++) {
      writer.copy((i + 1L) * STEP, MemorySegment.ofArray(copies[i]), 0, copies[i].length);
    }
    return packet(RED, timestamp, payload(writer));
  }

  private static RedWriter writer(byte[] own) {
    RedWriter writer = new RedWriter();
    writer.begin(MemorySegment.ofArray(own), 0, own.length);
    return writer;
  }

  private static byte[] payload(RedWriter writer) {
    Span to = Bytes.empty(RedWriter.MAX_PAYLOAD_BYTES);
    writer.append(to, OPUS);
    return to.toBytes();
  }

  static RtpView packet(int payloadType, long timestamp, byte[] payload) {
    Span span = Bytes.empty(100 + payload.length);
    RtpWriter.writeHeader(span, payloadType, false, 0, timestamp, 1, new ExtensionWriter());
    long at = span.offset() + span.length();
    span.length(span.length() + payload.length);
    MemorySegment.copy(MemorySegment.ofArray(payload), 0, span.memory(), at, payload.length);
    RtpView view = new RtpView();
    assertThat(view.wrap(span)).isTrue();
    return view;
  }

  static NegotiatedMedia media() {
    return new NegotiatedMedia(
        0,
        "m",
        MediaKind.AUDIO,
        Direction.RECVONLY,
        List.of(
            new Codec(RED, "red", 48_000, 2, OPUS + "/" + OPUS, -1, List.of()),
            new Codec(OPUS, "opus", 48_000, 2, "", -1, List.of())),
        Map.of(),
        List.of(),
        null,
        null,
        0,
        0,
        null);
  }
}
