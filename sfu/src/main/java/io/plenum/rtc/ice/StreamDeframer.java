package io.plenum.rtc.ice;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Cuts the bytes of one TCP connection into packets (RFC 4571, section 2; RFC 6544, section 3).
 *
 * <pre>
 *  | length (16 bits) | packet: length bytes | length | packet | ...
 * </pre>
 *
 * <p>A length of 0 is a packet of nothing, and skipped. One above {@link #MAX_PACKET_BYTES} is no
 * packet of ours, and there is no finding the next one after garbage: the stream is of no more use.
 * Holds one packet at most, whatever comes. Confined to the connection's loop.
 */
public final class StreamDeframer {
  /** Longest packet taken: as long as a datagram may be. */
  public static final int MAX_PACKET_BYTES = 2_048;

  /** Bytes before each packet. */
  public static final int LENGTH_BYTES = 2;

  private final ByteBuffer packet = ByteBuffer.allocate(MAX_PACKET_BYTES);
  private final MemorySegment memory = MemorySegment.ofBuffer(packet);
  private final Span span = new Span();
  private int lengthSoFar;
  private int lengthBytes;
  private boolean broken;

  /** At the beginning of a stream. */
  public StreamDeframer() {}

  /**
   * The next whole packet.
   *
   * @param stream what came in, in its order; read from its position on, as far as it was used
   * @return good, and writable up to {@link #MAX_PACKET_BYTES}, until the next call; null if the
   *     rest has not come yet, or the stream is {@link #broken}
   */
  public Span next(ByteBuffer stream) {
    while (!broken && stream.hasRemaining()) {
      if (lengthBytes < LENGTH_BYTES) {
        lengthSoFar = (lengthSoFar << 8) | (stream.get() & 0xFF);
        lengthBytes++;
        if (lengthBytes == LENGTH_BYTES) {
          begin();
        }
      } else if (fill(stream)) {
        lengthBytes = 0;
        lengthSoFar = 0;
        return span.set(memory, 0, packet.limit(), MAX_PACKET_BYTES);
      }
    }
    return null;
  }

  private void begin() {
    if (lengthSoFar == 0) {
      lengthBytes = 0;
    } else if (lengthSoFar > MAX_PACKET_BYTES) {
      broken = true;
    } else {
      packet.clear().limit(lengthSoFar);
    }
  }

  /** Takes what belongs to the packet; whether it is whole now. */
  private boolean fill(ByteBuffer stream) {
    int bytes = Math.min(packet.remaining(), stream.remaining());
    packet.put(packet.position(), stream, stream.position(), bytes);
    packet.position(packet.position() + bytes);
    stream.position(stream.position() + bytes);
    return !packet.hasRemaining();
  }

  /** Whether a packet was announced that is too long: nothing after it can be read. */
  public boolean broken() {
    return broken;
  }
}
