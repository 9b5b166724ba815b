package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.wire.Span;
import io.plenum.testkit.BitText;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Descriptors by the layout of the AV1 RTP specification, appendix A.8: two spatial layers, two
 * temporal ones, templates with everything in them.
 */
class DependencyDescriptorTest {
  private static final int ID = 4;

  private final Av1Frames frames = new Av1Frames(ID);
  private final FrameInfo frame = new FrameInfo();
  private final RtpView view = new RtpView();

  @Test
  void readsAStructure_andTheFramesByItsTemplates() {
    read(keyframe(100, false), 0);
    assertThat(frame.known()).isTrue();
    assertThat(frame.opensKeyframe()).isTrue();
    assertThat(frame.topSpatial()).isEqualTo(1);
    assertThat(frame.sizes().layers()).isEqualTo(2);
    assertThat(frame.sizes().width(1)).isEqualTo(640);
    assertThat(frame.sizes().height(1)).isEqualTo(360);

    read(new BitText().put(1, 1).put(1, 1).put(61, 6).put(103, 16).bytes(), 1);
    assertThat(frame.spatial()).isZero();
    assertThat(frame.temporal()).isEqualTo(1);
    assertThat(frame.keyframe()).isFalse();
    assertThat(frame.firstOfFrame()).isTrue();
    assertThat(frame.lastOfFrame()).isTrue();
    assertThat(frame.belongsTo(0, 0)).isFalse();
    assertThat(frame.belongsTo(0, 1)).isTrue();
    assertThat(frame.belongsTo(7, 7)).isTrue();
    assertThat(frame.predecessor(0, 1)).isEqualTo(frame.number() - 2);
    assertThat(frame.descriptor().references()).isEqualTo(1);
    assertThat(frame.descriptor().reference(0)).isEqualTo(2);
  }

  @Test
  void takesWhatAFrameBringsItself_beforeItsTemplate() {
    read(keyframe(100, false), 0);
    BitText bits = new BitText().put(1, 1).put(0, 1).put(61, 6).put(103, 16).put(7, 5);
    bits.put(2, 2).put(0, 2).put(1, 2).put(3, 2);
    bits.put(3, 2).put(299, 12).put(0, 2);
    bits.put(200, 8).put(0, 8);
    read(bits.bytes(), 1);

    assertThat(frame.known()).isTrue();
    assertThat(frame.belongsTo(0, 0)).isTrue();
    assertThat(frame.belongsTo(0, 1)).isFalse();
    assertThat(frame.descriptor().reference(0)).isEqualTo(300);
    assertThat(frame.predecessor(0, 0)).isEqualTo(frame.number() - 200);
    assertThat(frame.predecessor(1, 0)).isEqualTo(FrameInfo.NOTHING);
  }

  @Test
  void servesTheHighestActiveTarget_whenTheTopIsSwitchedOff() {
    read(keyframe(100, true), 0);
    assertThat(frame.topSpatial()).isZero();
    assertThat(frame.lastSpatial(7, 7)).isZero();
    assertThat(frame.activeTargets(7, 7)).isEqualTo(0b0011);
    assertThat(frame.belongsTo(7, 7)).isTrue();
  }

  @Test
  void waitsForTheStructure_thatTemplatesReferTo() {
    byte[] later = new BitText().put(3, 2).put(61, 6).put(103, 16).bytes();
    read(later, 1);
    assertThat(frame.known()).isFalse();
    assertThat(frame.isEarly()).isTrue();
    read(keyframe(100, false), 0);
    read(later, 1);
    assertThat(frame.known()).isTrue();
    read(new BitText().put(3, 2).put(10, 6).put(104, 16).bytes(), 2);
    assertThat(frame.isEarly()).as("template of another structure").isTrue();
  }

  @Test
  void refusesADescriptorThatIsCutOff() {
    byte[] whole = keyframe(100, false);
    for (int length = 0; length < whole.length; length++) {
      read(Arrays.copyOf(whole, length), 0);
      assertThat(frame.known()).as("%s bytes", length).isFalse();
    }
  }

  @Test
  void rewritesNumberAndActiveTargets_ofLongAndShortOnes() {
    read(keyframe(100, false), 0);
    byte[] narrowed = rewritten(PacketRewrite.withTargets(PacketRewrite.of(-101, 0, true), 0b0011));
    assertThat(new Av1FramesProbe(narrowed).frame.topSpatial()).isZero();
    assertThat(narrowed[1]).isEqualTo((byte) 0xFF);
    assertThat(narrowed[2]).isEqualTo((byte) 0xFF);

    read(new BitText().put(3, 2).put(61, 6).put(103, 16).bytes(), 1);
    byte[] plain = rewritten(PacketRewrite.of(7, 0, true));
    assertThat(plain).containsExactly(0xFD, 0, 110);
    byte[] told = rewritten(PacketRewrite.withTargets(PacketRewrite.of(0, 0, true), 0b0001));
    assertThat(told).containsExactly(0xFD, 0, 103, 0b0100_0000, 0b1000_0000);
  }

  private byte[] rewritten(long rewrite) {
    ExtensionWriter out = new ExtensionWriter();
    new DescriptorRewriter().write(out, ID, view, ID, frame, rewrite);
    RtpView written = packet(out, 0);
    return written
        .memory()
        .asSlice(written.extension(ID), written.extensionLength(ID))
        .toArray(ValueLayout.JAVA_BYTE);
  }

  private void read(byte[] descriptor, int picture) {
    ExtensionWriter extensions = new ExtensionWriter();
    extensions.put(ID, MemorySegment.ofArray(descriptor), 0, descriptor.length);
    Span span = new Span().set(MemorySegment.ofArray(new byte[512]), 0, 0, 512);
    RtpWriter.writeHeader(span, 96, false, 1, picture * 3_000L, 7, extensions);
    span.length(span.length() + 4);
    view.wrap(span);
    frames.read(view, frame);
  }

  private static RtpView packet(ExtensionWriter extensions, int picture) {
    Span span = new Span().set(MemorySegment.ofArray(new byte[512]), 0, 0, 512);
    RtpWriter.writeHeader(span, 96, false, 1, picture * 3_000L, 7, extensions);
    span.length(span.length() + 4);
    RtpView written = new RtpView();
    assertThat(written.wrap(span)).isTrue();
    return written;
  }

  /** Reads one descriptor as the first of a stream. */
  private static final class Av1FramesProbe {
    private final FrameInfo frame = new FrameInfo();

    Av1FramesProbe(byte[] descriptor) {
      ExtensionWriter extensions = new ExtensionWriter();
      extensions.put(ID, MemorySegment.ofArray(descriptor), 0, descriptor.length);
      new Av1Frames(ID).read(packet(extensions, 0), frame);
      assertThat(frame.known()).isTrue();
    }
  }

  /** Template ids from 60 on: S0T0 of a keyframe, S0T1, S1T0, S1T1; targets in the same order. */
  private static byte[] keyframe(int number, boolean lowerOnly) {
    BitText bits = new BitText().put(1, 1).put(0, 1).put(60, 6).put(number, 16);
    bits.put(1, 1).put(lowerOnly ? 1 : 0, 1).put(0, 3);
    bits.put(60, 6).put(3, 5);
    bits.put(1, 2).put(2, 2).put(1, 2).put(3, 2);
    int[][] indications = {{2, 2, 2, 2}, {0, 1, 0, 3}, {0, 0, 2, 2}, {0, 0, 0, 1}};
    for (int[] template : indications) {
      for (int indication : template) {
        bits.put(indication, 2);
      }
    }
    bits.put(0, 1);
    bits.put(1, 1).put(1, 4).put(0, 1);
    bits.put(1, 1).put(0, 4).put(0, 1);
    bits.put(1, 1).put(0, 4).put(1, 1).put(1, 4).put(0, 1);
    bits.nonSymmetric(2, 5);
    bits.nonSymmetric(0, 2).nonSymmetric(0, 2).nonSymmetric(1, 2).nonSymmetric(1, 2);
    int[][] chains = {{0, 0}, {2, 1}, {1, 1}, {3, 2}};
    for (int[] template : chains) {
      bits.put(template[0], 4).put(template[1], 4);
    }
    bits.put(1, 1).put(319, 16).put(179, 16).put(639, 16).put(359, 16);
    if (lowerOnly) {
      bits.put(0b0011, 4);
    }
    return bits.bytes();
  }
}
