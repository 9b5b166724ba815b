package io.plenum.sfu.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A room's trace, taken out of its {@link TraceRing}. Of a room in several shards each has its own;
 * its file is all of them, one after the other.
 *
 * <pre>
 *  magic:8  version:2  version of the checkpoints:2  blocks:4  now, ns of the loop:8  the same moment, ms UTC:8
 *  each block:  length:4  records, the first a CLOCK
 * </pre>
 *
 * <p>Little-endian. Immutable.
 *
 * @param takenNs the loop's time when it was taken
 * @param takenMs the same moment, UTC
 * @param records oldest first; of those before the first, nothing is known
 */
public record TraceFile(long takenNs, long takenMs, List<TraceRecord> records) {
  /** Of this layout, and of what the records mean. */
  public static final int VERSION = 1;

  /** Of what a checkpoint holds: counted up whenever a {@code state(State)} changes. */
  public static final int CHECKPOINTS = 4;

  /** The shards of one room that are in a file at most. */
  public static final int MAX_SHARDS = 8;

  /** A larger file is none of ours: rings of so many shards, and room for their heads. */
  public static final int MAX_BYTES = (MAX_SHARDS + 1) * TraceRing.DEFAULT_BYTES;

  private static final byte[] MAGIC = "PLENTRC\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_BYTES = MAGIC.length + 24;
  private static final long MS_NS = 1_000_000L;

  /** Copies the list. */
  public TraceFile {
    records = List.copyOf(records);
  }

  static byte[] bytes(List<byte[]> blocks, long takenNs, long takenMs) {
    int size = HEAD_BYTES + blocks.stream().mapToInt(block -> Integer.BYTES + block.length).sum();
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).putShort((short) VERSION).putShort((short) CHECKPOINTS).putInt(blocks.size());
    file.putLong(takenNs).putLong(takenMs);
    for (byte[] block : blocks) {
      file.putInt(block.length).put(block);
    }
    return file.array();
  }

  /** Reads any bytes. */
  public static TraceParse parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return new TraceParse.Rejected("this is larger than any trace", MAX_BYTES);
    }
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<TraceFile> shards = new ArrayList<>();
    do {
      switch (parseOne(file)) {
        case TraceParse.Rejected rejected -> {
          return rejected;
        }
        case TraceParse.Parsed(List<TraceFile> one) -> shards.addAll(one);
      }
    } while (file.hasRemaining());
    return new TraceParse.Parsed(shards);
  }

  private static TraceParse parseOne(ByteBuffer file) {
    int at = file.position();
    boolean ours =
        file.remaining() >= HEAD_BYTES
            && file.slice(at, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    if (!ours) {
      String what = at == 0 ? "this is no trace of a room" : "something follows the last block";
      return new TraceParse.Rejected(what, at);
    }
    file.position(at + MAGIC.length);
    String other = otherVersion("it is", file.getShort() & 0xFFFF, VERSION);
    if (other == null) {
      other = otherVersion("its checkpoints are", file.getShort() & 0xFFFF, CHECKPOINTS);
    }
    if (other != null) {
      return new TraceParse.Rejected(other, file.position() - Short.BYTES);
    }
    return blocks(file, file.getInt(), file.getLong(), file.getLong());
  }

  private static String otherVersion(String of, int version, int ours) {
    return version == ours
        ? null
        : of + " of version " + version + "; this program reads version " + ours;
  }

  private static TraceParse blocks(ByteBuffer file, int blocks, long takenNs, long takenMs) {
    List<TraceRecord> records = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      int length = file.remaining() < Integer.BYTES ? -1 : file.getInt();
      if (length < 0 || length > file.remaining()) {
        return new TraceParse.Rejected("the file is cut short", file.position());
      }
      ByteBuffer block =
          file.duplicate().order(ByteOrder.LITTLE_ENDIAN).limit(file.position() + length);
      String problem = read(block, records);
      if (problem != null) {
        return new TraceParse.Rejected(problem, block.position());
      }
      file.position(file.position() + length);
    }
    return new TraceParse.Parsed(List.of(new TraceFile(takenNs, takenMs, records)));
  }

  private static String read(ByteBuffer block, List<TraceRecord> records) {
    RecordReader reader = new RecordReader(block);
    for (TraceRecord record = reader.next(); record != null; record = reader.next()) {
      records.add(record);
    }
    return reader.problem();
  }

  /** When {@code record} was, ms UTC. */
  public long wallMs(TraceRecord record) {
    return takenMs - (takenNs - record.atNs()) / MS_NS;
  }
}
