package io.plenum.sfu.replay;

import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.state.StateReader;
import io.plenum.sfu.subscribe.LinkShare;
import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceParse;
import io.plenum.sfu.trace.TraceRecord;
import io.plenum.sfu.trace.TraceRing;
import io.plenum.sfu.trace.Trail;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One receiver, replayed: the product's {@link Downlink} and {@link LinkShare} are given what they
 * were given, and leave a trail of their own, which has to be the one in the trace.
 */
final class ReplayedReceiver implements AutoCloseable {
  private static final String UNKNOWN = "its way out began before the trace";
  private static final String GAP = "a report was too large for the trace";

  /** As many bytes as the largest packet has; what they are plays no part, and nobody writes. */
  private static final MemorySegment BYTES = MemorySegment.ofArray(new byte[1 << 16]);

  private final String name;
  private final TraceRing ring = new TraceRing(TraceFile.MAX_BYTES);
  private final Downlink downlink;
  private final LinkShare share;
  private final Span packet = new Span();
  private final List<TraceRecord> then = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final List<TraceRecord> decisions = new ArrayList<>();
  private int records;
  private String limit;
  private String fault;

  private ReplayedReceiver(String name, TraceRecord.Began beganOrNull, long nowNs) {
    this.name = name;
    if (beganOrNull == null) {
      this.limit = UNKNOWN;
      this.downlink = null;
      this.share = null;
    } else {
      Trail trail = ring.enter(name, nowNs);
      this.downlink =
          new Downlink(beganOrNull.feedback(), new Nowhere(beganOrNull), () -> {}, trail, nowNs);
      this.share = new LinkShare(downlink, trail);
      trail.began(beganOrNull.feedback(), beganOrNull.soundNumbered(), beganOrNull.pads(), nowNs);
    }
  }

  /** A receiver whose way out begins now. */
  static ReplayedReceiver begun(String name, TraceRecord.Began began, long nowNs) {
    return new ReplayedReceiver(name, began, nowNs);
  }

  /** A receiver whose way out goes on as it was put down. */
  static ReplayedReceiver restored(TraceRecord.Checkpoint checkpoint, long nowNs) {
    ReplayedReceiver receiver = begun(checkpoint.name(), checkpoint.terms(), nowNs);
    try {
      ByteBuffer state = checkpoint.state().duplicate();
      receiver.share.restore(new StateReader(state));
      if (state.hasRemaining()) {
        receiver.limit = "what was known of it was put down by another build";
      }
    } catch (RuntimeException garbled) {
      receiver.limit = "what was known of it cannot be read: " + garbled;
    }
    return receiver;
  }

  /** Whether it goes on from what is put down next. */
  boolean waits() {
    return limit != null;
  }

  /** A receiver whose way out began before the trace: it is only listened to. */
  static ReplayedReceiver unknown(String name) {
    return new ReplayedReceiver(name, null, 0);
  }

  /** Takes the receiver's next record, the {@code number}th of the trace. */
  void take(int number, TraceRecord record) {
    records++;
    if (decided(record.what())) {
      decisions.add(record);
    }
    if (record.what() instanceof TraceRecord.Gap && limit == null) {
      limit = GAP;
    }
    if (limit == null && replayed(record.what())) {
      then.add(record);
      numbers.add(number);
      giveGuarded(number, record);
    }
  }

  /** A fault is an answer too: the trace of a room that met one shows it again. */
  private void giveGuarded(int number, TraceRecord record) {
    try {
      give(record.what(), record.atNs());
    } catch (RuntimeException met) {
      fault = "a fault at record " + number + ": " + met;
      limit = fault;
    }
  }

  private static boolean decided(TraceRecord.What what) {
    return switch (what) {
      case TraceRecord.Estimated _,
          TraceRecord.Probe _,
          TraceRecord.Allotted _,
          TraceRecord.Limited _,
          TraceRecord.PathChanged _ ->
          true;
      default -> false;
    };
  }

  private static boolean replayed(TraceRecord.What what) {
    return switch (what) {
      case TraceRecord.Joined _,
          TraceRecord.Began _,
          TraceRecord.Left _,
          TraceRecord.Received _,
          TraceRecord.Missed _,
          TraceRecord.PictureLost _,
          TraceRecord.Speaks _,
          TraceRecord.Viewed _,
          TraceRecord.Allowed _,
          TraceRecord.Gap _ ->
          false;
      case TraceRecord.Sent _,
          TraceRecord.Released _,
          TraceRecord.Discarded _,
          TraceRecord.Deadline _,
          TraceRecord.PathChanged _,
          TraceRecord.Reported _,
          TraceRecord.Estimated _,
          TraceRecord.Remb _,
          TraceRecord.Wanted _,
          TraceRecord.Probe _,
          TraceRecord.Allotted _,
          TraceRecord.Limited _,
          TraceRecord.Checkpoint _ ->
          true;
    };
  }

  /** Gives what comes from outside; what follows from it is left in the trail. */
  private void give(TraceRecord.What what, long nowNs) {
    switch (what) {
      case TraceRecord.Sent sent -> {
        int bytes = Math.max(0, sent.bytes() - Downlink.OVERHEAD_BYTES);
        downlink.send(sent.kind(), packet.set(BYTES, 0, bytes, bytes), nowNs);
      }
      case TraceRecord.Released _ -> downlink.release(nowNs);
      case TraceRecord.Discarded(PacketKind kind, int _, List<Integer> places) ->
          downlink.discard(kind, (place, _) -> places.contains(place), nowNs);
      case TraceRecord.Deadline _ -> downlink.onDeadline(nowNs);
      case TraceRecord.PathChanged changed -> downlink.pathChanged(changed.elsewhere(), nowNs);
      case TraceRecord.Reported reported -> downlink.feedback(feedback(reported), nowNs);
      case TraceRecord.Limited limited -> share.limit(limited.bps(), nowNs);
      case TraceRecord.Remb remb -> downlink.remb(remb.bps(), nowNs);
      case TraceRecord.Checkpoint _ -> share.checkpoint(nowNs);
      case TraceRecord.Allotted allotted ->
          share.allot(allotted.wishes(), allotted.soundBps(), nowNs);
      default -> {} // it follows from another
    }
  }

  private static TransportFeedback feedback(TraceRecord.Reported reported) {
    List<TransportFeedback.Arrival> arrivals =
        reported.arrivals().stream()
            .map(each -> new TransportFeedback.Arrival(each.getFirst(), each.getLast()))
            .toList();
    return new TransportFeedback(
        0,
        0,
        reported.base(),
        reported.packets(),
        reported.referenceTime(),
        reported.count(),
        arrivals);
  }

  /** What became of it, once it has taken everything. */
  Outcome outcome() {
    List<TraceRecord> now = trail();
    return new Outcome(
        name,
        records,
        then.size(),
        difference(now),
        Optional.ofNullable(limit),
        Optional.ofNullable(fault),
        decisions);
  }

  private List<TraceRecord> trail() {
    return switch (TraceFile.parse(ring.take(0, 0))) {
      case TraceParse.Parsed parsed ->
          parsed.file().records().stream().filter(record -> replayed(record.what())).toList();
      case TraceParse.Rejected rejected ->
          throw new IllegalStateException("a trail that cannot be read: " + rejected.reason());
    };
  }

  private Optional<Outcome.Difference> difference(List<TraceRecord> now) {
    for (int i = 0; i < then.size(); i++) {
      Optional<TraceRecord> again = i < now.size() ? Optional.of(now.get(i)) : Optional.empty();
      TraceRecord before = then.get(i);
      if (again.filter(record -> same(record, before)).isEmpty()) {
        return Optional.of(new Outcome.Difference(numbers.get(i), before, again));
      }
    }
    return Optional.empty();
  }

  private static boolean same(TraceRecord one, TraceRecord other) {
    return one.atNs() == other.atNs() && one.what().equals(other.what());
  }

  @Override
  public void close() {
    if (downlink != null) {
      downlink.close();
    }
    ring.close();
  }
}
