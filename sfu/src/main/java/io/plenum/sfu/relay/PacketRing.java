package io.plenum.sfu.relay;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.Publisher;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Packets on their way from one loop to another: a ring of blocks outside the heap, with one writer
 * and one reader and no lock. The writer copies a packet in and publishes its place; the reader
 * looks at it there and gives the block back. Nothing is allocated per packet.
 *
 * <pre>
 *  | when it came (8)      | unwrapped number (8) |       of a report: | server's time | publisher's |
 *  | who (4) | source (1), encoding (1), kind (1), 0 (1) |
 *  | bytes that follow (4) | 0 (4) |                      of a report: | SSRC | timestamp |
 *  | header, extensions, payload, padding (RFC 3550) ...
 * </pre>
 *
 * <p>Drop rule: above {@link #PICTURE_BLOCKS} pictures are refused, at {@link #BLOCKS} everything.
 *
 * <p>Methods that offer belong to the writer's thread, {@link #read} to the reader's. The memory is
 * freed when neither side holds on to the ring any more.
 */
public final class PacketRing {
  /** Three quarters are 115 ms of 30 cameras in one encoding (6,700 packets/s), 64 ms in three. */
  public static final int BLOCKS = 1_024;

  /** Of them, those that pictures may fill: sound has the rest for itself. */
  public static final int PICTURE_BLOCKS = BLOCKS * 3 / 4;

  /** The head, an RTP header with extensions of 260 bytes, and the largest payload. */
  static final int BLOCK_BYTES = 1_792;

  static final int HEAD_BYTES = 32;

  /** Larger packets are refused. */
  static final int MAX_PACKET_BYTES = BLOCK_BYTES - HEAD_BYTES;

  private static final int NUMBER_AT = 8;
  private static final int WHO_AT = 16;
  private static final int SOURCE_AT = 20;
  private static final int ENCODING_AT = 21;
  private static final int KIND_AT = 22;
  private static final int LENGTH_AT = 24;
  private static final int TIMESTAMP_AT = 28;
  private static final byte PACKET = 0;
  private static final byte REPORT = 1;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final VarHandle WRITTEN = handle("written");
  private static final VarHandle GIVEN_BACK = handle("givenBack");

  static {
    if (MAX_PACKET_BYTES < RtpView.FIXED_HEADER_BYTES + Publisher.MAX_PAYLOAD_BYTES) {
      throw new AssertionError("a block is too small for the largest packet");
    }
  }

  private final MemorySegment memory = Arena.ofAuto().allocate((long) BLOCKS * BLOCK_BYTES, 64);
  private final Span packet = new Span();
  private long written;
  private long givenBack;

  /** An empty ring. */
  public PacketRing() {}

  private static VarHandle handle(String field) {
    try {
      return MethodHandles.lookup().findVarHandle(PacketRing.class, field, long.class);
    } catch (ReflectiveOperationException absent) {
      throw new ExceptionInInitializerError(absent);
    }
  }

  /** Who takes what is read. */
  public interface Reader {
    /**
     * A packet.
     *
     * @param who number of the participant at the writer's shard
     * @param packet good during the call; not to be written to
     */
    void packet(int who, Source source, int encoding, long sequence, long arrivalNs, Span packet);

    /** A publisher's report; see {@link io.plenum.sfu.publish.RelayedPublisher#reported}. */
    void report(
        int who,
        Source source,
        int encoding,
        int ssrc,
        long publisherNs,
        long serverNs,
        long rtpTime);
  }

  /** Blocks that wait for the reader. Exact on either thread when the other rests. */
  public int waiting() {
    return (int) ((long) WRITTEN.getAcquire(this) - (long) GIVEN_BACK.getAcquire(this));
  }

  /** Blocks written so far; for the writer's thread. */
  long offered() {
    return written;
  }

  /**
   * Whether pictures may begin to cross: so much is free that they are not refused again at once.
   */
  boolean roomy() {
    return written - (long) GIVEN_BACK.getAcquire(this) < PICTURE_BLOCKS / 2;
  }

  /** Copies a packet in; false if it is refused. */
  boolean offer(int who, Source source, int encoding, RtpView from, long sequence, long arrivalNs) {
    int length = from.headerLength() + from.payloadLength() + from.paddingLength();
    if (length > MAX_PACKET_BYTES || full(source)) {
      return false;
    }
    long at = place(written);
    head(at, who, source, encoding, PACKET);
    memory.set(LONG, at, arrivalNs);
    memory.set(LONG, at + NUMBER_AT, sequence);
    memory.set(INT, at + LENGTH_AT, length);
    MemorySegment.copy(from.memory(), from.offset(), memory, at + HEAD_BYTES, length);
    publish();
    return true;
  }

  /** Puts a report in; false if it is refused. */
  boolean offerReport(
      int who,
      Source source,
      int encoding,
      int ssrc,
      long publisherNs,
      long serverNs,
      long rtpTime) {
    if (full(source)) {
      return false;
    }
    long at = place(written);
    head(at, who, source, encoding, REPORT);
    memory.set(LONG, at, serverNs);
    memory.set(LONG, at + NUMBER_AT, publisherNs);
    memory.set(INT, at + LENGTH_AT, ssrc);
    memory.set(INT, at + TIMESTAMP_AT, (int) rtpTime);
    publish();
    return true;
  }

  private boolean full(Source source) {
    long used = written - (long) GIVEN_BACK.getAcquire(this);
    return used >= (source.audio() ? BLOCKS : PICTURE_BLOCKS);
  }

  private void head(long at, int who, Source source, int encoding, byte kind) {
    memory.set(INT, at + WHO_AT, who);
    memory.set(ValueLayout.JAVA_BYTE, at + SOURCE_AT, code(source));
    memory.set(ValueLayout.JAVA_BYTE, at + ENCODING_AT, (byte) encoding);
    memory.set(ValueLayout.JAVA_BYTE, at + KIND_AT, kind);
  }

  private void publish() {
    WRITTEN.setRelease(this, written + 1);
  }

  /**
   * Hands what waits to {@code reader}; a block is given back even if the reader throws.
   *
   * @param most blocks to hand over
   * @return blocks handed over
   */
  int read(Reader reader, int most) {
    int handed = 0;
    long available = (long) WRITTEN.getAcquire(this);
    while (handed < most && givenBack < available) {
      try {
        hand(reader, place(givenBack));
      } finally {
        GIVEN_BACK.setRelease(this, givenBack + 1);
      }
      handed++;
    }
    return handed;
  }

  private void hand(Reader reader, long at) {
    int who = memory.get(INT, at + WHO_AT);
    Source source = source(memory.get(ValueLayout.JAVA_BYTE, at + SOURCE_AT));
    int encoding = memory.get(ValueLayout.JAVA_BYTE, at + ENCODING_AT);
    long first = memory.get(LONG, at);
    long second = memory.get(LONG, at + NUMBER_AT);
    int third = memory.get(INT, at + LENGTH_AT);
    if (memory.get(ValueLayout.JAVA_BYTE, at + KIND_AT) == REPORT) {
      long rtpTime = memory.get(INT, at + TIMESTAMP_AT) & 0xFFFF_FFFFL;
      reader.report(who, source, encoding, third, second, first, rtpTime);
    } else {
      packet.set(memory, at + HEAD_BYTES, third, third);
      reader.packet(who, source, encoding, second, first, packet);
    }
  }

  private static byte code(Source source) {
    return switch (source) {
      case MICROPHONE -> 0;
      case CAMERA -> 1;
      case SCREEN -> 2;
      case SCREEN_AUDIO -> 3;
    };
  }

  private static Source source(byte code) {
    return switch (code) {
      case 0 -> Source.MICROPHONE;
      case 1 -> Source.CAMERA;
      case 2 -> Source.SCREEN;
      default -> Source.SCREEN_AUDIO;
    };
  }

  private static long place(long block) {
    return block % BLOCKS * BLOCK_BYTES;
  }
}
