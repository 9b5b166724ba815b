package io.plenum.sfu.trace;

import static io.plenum.sfu.trace.TraceRecord.Allotted;
import static io.plenum.sfu.trace.TraceRecord.Allowed;
import static io.plenum.sfu.trace.TraceRecord.Began;
import static io.plenum.sfu.trace.TraceRecord.Checkpoint;
import static io.plenum.sfu.trace.TraceRecord.Deadline;
import static io.plenum.sfu.trace.TraceRecord.Discarded;
import static io.plenum.sfu.trace.TraceRecord.Estimated;
import static io.plenum.sfu.trace.TraceRecord.Gap;
import static io.plenum.sfu.trace.TraceRecord.Joined;
import static io.plenum.sfu.trace.TraceRecord.Left;
import static io.plenum.sfu.trace.TraceRecord.Limited;
import static io.plenum.sfu.trace.TraceRecord.Missed;
import static io.plenum.sfu.trace.TraceRecord.PathChanged;
import static io.plenum.sfu.trace.TraceRecord.PictureLost;
import static io.plenum.sfu.trace.TraceRecord.Probe;
import static io.plenum.sfu.trace.TraceRecord.Received;
import static io.plenum.sfu.trace.TraceRecord.Released;
import static io.plenum.sfu.trace.TraceRecord.Remb;
import static io.plenum.sfu.trace.TraceRecord.Reported;
import static io.plenum.sfu.trace.TraceRecord.Sent;
import static io.plenum.sfu.trace.TraceRecord.Speaks;
import static io.plenum.sfu.trace.TraceRecord.Viewed;
import static io.plenum.sfu.trace.TraceRecord.Wanted;

import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.PictureWish;
import io.plenum.sfu.allocation.Priority;
import io.plenum.sfu.bandwidth.ProbeCluster;
import io.plenum.sfu.layer.LayerTarget;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.state.StateWriter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the records of one block. Total: what is no record is a null and a {@link #problem}.
 * Confined to its caller.
 */
final class RecordReader {
  private final ByteBuffer bytes;
  private long baseNs;
  private boolean timed;
  private String problem;

  /** Reads {@code bytes}, little-endian, from their position to their limit. */
  RecordReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Why {@link #next} answered null before the end; null at the end. */
  String problem() {
    return problem;
  }

  /** The next record, or null: the end, or a {@link #problem}. Clocks are read on the way. */
  TraceRecord next() {
    try {
      while (bytes.hasRemaining()) {
        long head = bytes.getLong();
        int kind = (int) head & 0x3F;
        if (kind == RecordKind.CLOCK.number()) {
          baseNs = bytes.getLong();
          timed = true;
        } else {
          return record(kind, head);
        }
      }
      return null;
    } catch (BufferUnderflowException cutShort) {
      return reject("a record is cut short");
    } catch (IllegalArgumentException | IndexOutOfBoundsException garbled) {
      return reject("a record has a value that it cannot have");
    }
  }

  private TraceRecord record(int kind, long head) {
    if (!timed) {
      return reject("a block begins without the time");
    }
    long atNs = baseNs + (head >>> 32);
    int participant = (int) (head >> 6) & 0x3FF;
    int value = (int) (head >> 16) & 0xFFFF;
    TraceRecord.What what =
        kind >= RecordKind.SENT ? sent(kind, value) : what(RecordKind.of(kind), value);
    return what == null
        ? reject("a record is of the unknown kind " + kind)
        : new TraceRecord(atNs, participant, what);
  }

  private TraceRecord reject(String why) {
    problem = why;
    return null;
  }

  private static Sent sent(int kind, int bytes) {
    if (kind >= RecordKind.SENT_END) {
      return null;
    }
    int sent = kind - RecordKind.SENT;
    return new Sent(Codes.PACKET.get(sent / 2), sent % 2 == 1, bytes);
  }

  private TraceRecord.What what(RecordKind kind, int value) {
    return switch (kind) {
      case null -> null;
      case CLOCK -> null;
      case JOINED -> joined(value);
      case BEGAN -> began(value);
      case LEFT -> new Left();
      case RECEIVED -> received(value);
      case MISSED -> new Missed(value);
      case PICTURE_LOST -> new PictureLost();
      case REPORTED -> reported(value);
      case ESTIMATED -> new Estimated(Codes.USE.get(value), bytes.getLong(), bytes.getDouble());
      case REMB -> new Remb(bytes.getLong());
      case WANTED -> new Wanted(bytes.getLong());
      case PROBE -> probe(value);
      case DEADLINE -> new Deadline();
      case PATH_CHANGED -> new PathChanged(value != 0);
      case RELEASED -> released();
      case ALLOTTED -> allotted(value);
      case SPEAKS -> new Speaks();
      case VIEWED -> new Viewed(value);
      case ALLOWED -> new Allowed(value);
      case GAP -> new Gap();
      case CHECKPOINT -> checkpoint(value);
      case LIMITED -> new Limited(bytes.getLong());
      case DISCARDED -> discarded(value);
    };
  }

  private Joined joined(int length) {
    if (length > Trail.MAX_NAME_BYTES) {
      throw new IllegalArgumentException("a name is too long");
    }
    byte[] name = new byte[Trail.padded(length)];
    bytes.get(name);
    return new Joined(new String(name, 0, length, StandardCharsets.UTF_8));
  }

  private static Began began(int terms) {
    return new Began(Codes.FEEDBACK.get(terms & 3), (terms & 4) != 0, (terms & 8) != 0);
  }

  private Checkpoint checkpoint(int terms) {
    int nameBytes = bytes.getShort() & 0xFFFF;
    bytes.getShort();
    int stateBytes = bytes.getInt();
    Joined named = joined(nameBytes);
    if (stateBytes < 0 || stateBytes > StateWriter.MAX_BYTES) {
      throw new IllegalArgumentException("a state is too long");
    }
    byte[] state = new byte[Trail.padded(stateBytes)];
    bytes.get(state);
    ByteBuffer copy = ByteBuffer.wrap(state, 0, stateBytes).slice().asReadOnlyBuffer();
    return new Checkpoint(named.name(), began(terms), copy);
  }

  private Received received(int length) {
    int ssrc = bytes.getInt();
    int sequence = bytes.getShort() & 0xFFFF;
    int type = bytes.getShort() & 0xFFFF;
    long timestamp = bytes.getInt() & 0xFFFF_FFFFL;
    return new Received(length, ssrc, sequence, type & 0x7F, (type & 0x80) != 0, timestamp);
  }

  private Reported reported(int count) {
    int base = bytes.getShort() & 0xFFFF;
    int packets = bytes.getShort() & 0xFFFF;
    int time = bytes.getInt();
    List<List<Integer>> arrivals = new ArrayList<>();
    int before = -1;
    for (int i = 0; i < count; i++) {
      int index = bytes.getShort() & 0xFFFF;
      if (index <= before || index >= packets) {
        throw new IllegalArgumentException("arrivals are out of order");
      }
      before = index;
      arrivals.add(List.of(index, (int) bytes.getShort()));
    }
    return new Reported(base, packets, time & 0xFF_FFFF, time >>> 24, List.copyOf(arrivals));
  }

  private Probe probe(int reason) {
    int id = bytes.getInt();
    int size = bytes.getInt();
    return new Probe(new ProbeCluster(id, bytes.getLong(), size, Codes.REASON.get(reason)));
  }

  private Released released() {
    int video = bytes.getShort() & 0xFFFF;
    int retransmissions = bytes.getShort() & 0xFFFF;
    int padding = bytes.getShort() & 0xFFFF;
    bytes.getShort();
    return new Released(video, retransmissions, padding);
  }

  private Discarded discarded(int value) {
    PacketKind kind = Codes.PACKET.get(value & 3);
    int waited = value >>> 2;
    List<Integer> places = new ArrayList<>();
    for (int word = 0; word < Trail.words(waited); word++) {
      int bits = bytes.getInt();
      for (int bit = 0; bit < Integer.SIZE; bit++) {
        if ((bits >>> bit & 1) != 0) {
          places.add(word * Integer.SIZE + bit);
        }
      }
    }
    boolean held = kind == PacketKind.VIDEO || kind == PacketKind.RETRANSMISSION;
    if (!held || (!places.isEmpty() && places.getLast() >= waited)) {
      throw new IllegalArgumentException("packets thrown away that did not wait");
    }
    return new Discarded(kind, waited, List.copyOf(places));
  }

  private Allotted allotted(int count) {
    long soundBps = bytes.getLong();
    long budgetBps = bytes.getLong();
    long wantedBps = bytes.getLong();
    List<PictureWish> wishes = new ArrayList<>();
    List<Allotment.Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      picture(wishes, pictures);
    }
    return new Allotted(List.copyOf(wishes), soundBps, budgetBps, wantedBps, List.copyOf(pictures));
  }

  private void picture(List<PictureWish> wishes, List<Allotment.Picture> pictures) {
    int slot = bytes.get() & 0xFF;
    Priority priority = Codes.PRIORITY.get(bytes.get() & 0xFF);
    int layers = bytes.get() & 0xFF;
    Allotment.State state = Codes.STATE.get(bytes.get() & 0xFF);
    int pixels = bytes.getInt();
    int current = bytes.get();
    int highest = bytes.get();
    int chosen = bytes.get();
    bytes.get();
    List<Layer> all = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      all.add(layer());
    }
    wishes.add(new PictureWish(slot, priority, pixels, all, current, highest));
    pictures.add(new Allotment.Picture(slot, chosen, state));
  }

  private Layer layer() {
    long bps = bytes.getInt();
    long pixels = bytes.getInt();
    LayerTarget target = new LayerTarget(bytes.get() & 0xFF, bytes.get() & 0xFF, bytes.get());
    bytes.get();
    if (bps < 0 || pixels < 0) {
      throw new IllegalArgumentException("a layer takes less than nothing");
    }
    return new Layer(target, pixels, bps);
  }
}
