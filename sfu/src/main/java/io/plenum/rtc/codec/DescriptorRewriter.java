package io.plenum.rtc.codec;

import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/**
 * Writes the dependency descriptors that one receiver is sent: the frame number moved, and, when
 * its target changes or the structure comes along, which decode targets it still gets (AV1 RTP
 * specification, appendix A.8, active_decode_targets_bitmask). Confined to the room's loop; nothing
 * is allocated.
 */
public final class DescriptorRewriter {
  /** The longest element of a header extension (RFC 8285, section 4.3). */
  private static final int MAX_BYTES = 255;

  private static final int HEAD_BITS = 24;
  private static final int FLAGS_BITS = 5;
  private static final int ACTIVE_FLAG = 0x08;

  private final MemorySegment scratch = MemorySegment.ofArray(new byte[MAX_BYTES + 8]);
  private final BitReader in = new BitReader();
  private long written;

  /** A rewriter. */
  public DescriptorRewriter() {}

  /**
   * Adds the descriptor of {@code packet} to {@code to}, changed for one receiver; nothing if it
   * has none, or another one counts its frames: the numbers of VP8 and VP9 are in their payloads.
   *
   * @param fromId the publisher's local id of the extension
   * @param toId the receiver's, not 0
   * @param frame what was read of the packet
   * @param rewrite a {@link PacketRewrite}
   * @return false if it was left out: it had grown too long
   */
  public boolean write(
      ExtensionWriter to, int toId, RtpView packet, int fromId, FrameInfo frame, long rewrite) {
    int length = packet.extensionLength(fromId);
    if (!frame.known() || !frame.isDescribed()) {
      return true;
    }
    long from = packet.extension(fromId);
    MemorySegment.copy(packet.memory(), from, scratch, 0, length);
    int bytes = length;
    if (PacketRewrite.hasTargets(rewrite)) {
      bytes = withTargets(packet.memory(), from, length, frame, PacketRewrite.targets(rewrite));
    }
    int number = Wire.u16(packet.memory(), from + 1) + PacketRewrite.id(rewrite);
    Wire.putU16(scratch, 1, number);
    return bytes <= MAX_BYTES && to.put(toId, scratch, 0, bytes);
  }

  private int withTargets(
      MemorySegment memory, long from, int length, FrameInfo frame, int bitmask) {
    DependencyDescriptor descriptor = frame.descriptor();
    int targets = descriptor.targets();
    if (descriptor.endAt() + targets + FLAGS_BITS > 8L * MAX_BYTES) {
      return MAX_BYTES + 1;
    }
    boolean flagged = length > DependencyDescriptor.MANDATORY_BYTES;
    in.wrap(memory, from, length);
    written = 0;
    copy(HEAD_BITS);
    in.read(flagged ? FLAGS_BITS : 0);
    put(descriptor.flags() | ACTIVE_FLAG, FLAGS_BITS);
    copy(descriptor.activeAt() - in.position());
    in.read(descriptor.hasActive() ? targets : 0);
    put(bitmask & 0xFFFF_FFFFL, targets);
    copy(descriptor.endAt() - in.position());
    put(0, (int) (-written & 7));
    return (int) (written / 8);
  }

  private void copy(long bits) {
    for (long left = bits; left > 0; left -= 8) {
      int count = (int) Math.min(8, left);
      put(in.read(count), count);
    }
  }

  private void put(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      int shift = (int) (7 - (written & 7));
      int kept = shift == 7 ? 0 : Wire.u8(scratch, written >> 3);
      Wire.putU8(scratch, written >> 3, kept | (int) (value >> i & 1) << shift);
      written++;
    }
  }
}
