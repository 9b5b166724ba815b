package io.plenum.sfu.net;

import io.plenum.rtc.ice.StreamDeframer;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * What one TCP connection could not send yet, in whole packets (RFC 4571, section 2).
 *
 * <p>Drop rule: a packet for which there is no room is dropped whole, and so is what comes after it
 * until there is room again. Those that wait are not dropped for newer ones: the first may be half
 * sent. Confined to the connection's loop.
 */
final class OutgoingFrames {
  /** One large keyframe, and an eighth of a second at 4 Mbit/s. Bytes. */
  static final int MAX_WAITING_BYTES = 64 << 10;

  private final ByteBuffer direct;
  private final MemorySegment directMemory;

  /** Made when the connection first falls behind; in the state for putting. */
  private ByteBuffer waiting;

  /**
   * For one connection.
   *
   * @param scratch room for one packet and its length, shared by all connections of a loop
   */
  OutgoingFrames(ByteBuffer scratch) {
    this.direct = scratch;
    this.directMemory = MemorySegment.ofBuffer(scratch.duplicate().clear());
  }

  /**
   * Sends a packet, or as much of it as the kernel takes, and keeps the rest.
   *
   * @return false if it was dropped
   */
  boolean send(Span packet, SocketChannel channel) throws IOException {
    frame(packet);
    if (empty()) {
      channel.write(direct);
    }
    if (!direct.hasRemaining()) {
      return true;
    }
    if (waiting == null) {
      waiting = ByteBuffer.allocate(MAX_WAITING_BYTES);
    }
    if (waiting.remaining() < direct.remaining()) {
      return false;
    }
    waiting.put(direct);
    return true;
  }

  private void frame(Span packet) {
    int length = packet.length();
    direct.clear().putShort((short) length);
    MemorySegment.copy(
        packet.memory(), packet.offset(), directMemory, StreamDeframer.LENGTH_BYTES, length);
    direct.position(0).limit(StreamDeframer.LENGTH_BYTES + length);
  }

  /**
   * Sends what waits, as far as the kernel takes it.
   *
   * @return whether it took anything
   */
  boolean flush(SocketChannel channel) throws IOException {
    if (empty()) {
      return false;
    }
    waiting.flip();
    int taken = channel.write(waiting);
    waiting.compact();
    return taken > 0;
  }

  /** Whether nothing waits. */
  boolean empty() {
    return waiting == null || waiting.position() == 0;
  }
}
