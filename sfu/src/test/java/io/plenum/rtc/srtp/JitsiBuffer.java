package io.plenum.rtc.srtp;

import java.util.Arrays;
import org.jitsi.utils.ByteArrayBuffer;

/** A packet as jitsi-srtp wants it: an array that grows. */
final class JitsiBuffer implements ByteArrayBuffer {
  private byte[] bytes;
  private int offset;
  private int length;

  JitsiBuffer(byte[] packet) {
    bytes = Arrays.copyOf(packet, packet.length + 64);
    length = packet.length;
  }

  byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  @Override
  public byte[] getBuffer() {
    return bytes;
  }

  @Override
  public int getOffset() {
    return offset;
  }

  @Override
  public int getLength() {
    return length;
  }

  @Override
  public void setLength(int length) {
    this.length = length;
  }

  @Override
  public void setOffset(int offset) {
    this.offset = offset;
  }

  @Override
  public boolean isInvalid() {
    return false;
  }

  @Override
  public void readRegionToBuff(int from, int count, byte[] out) {
    System.arraycopy(bytes, offset + from, out, 0, count);
  }

  @Override
  public void grow(int more) {
    bytes = Arrays.copyOf(bytes, Math.max(bytes.length, offset + length + more));
  }

  @Override
  public void append(byte[] data, int count) {
    grow(count);
    System.arraycopy(data, 0, bytes, offset + length, count);
    length += count;
  }

  @Override
  public void shrink(int less) {
    length -= less;
  }
}
