package io.plenum.sfu.room;

import io.plenum.sfu.trace.TraceMemory;
import io.plenum.sfu.trace.TraceRing;
import java.util.random.RandomGenerator;

/**
 * What a room is made with.
 *
 * @param maxParticipants how many may be in it at once
 * @param traceBytes of its trace at most; see {@link TraceRing}
 * @param traceMemory of all rooms' traces together
 * @param random for first sequence numbers and timestamps; strong outside tests
 */
public record RoomParameters(
    int maxParticipants, int traceBytes, TraceMemory traceMemory, RandomGenerator random) {
  /** People in one room, which is on one loop: docs/performance.md says what they cost it. */
  public static final int DEFAULT_MAX_PARTICIPANTS = 200;

  /** Parameters with {@link #DEFAULT_MAX_PARTICIPANTS}. */
  public RoomParameters(RandomGenerator random) {
    this(DEFAULT_MAX_PARTICIPANTS, random);
  }

  /** Parameters with traces of the usual size. */
  public RoomParameters(int maxParticipants, RandomGenerator random) {
    this(
        maxParticipants,
        TraceRing.DEFAULT_BYTES,
        new TraceMemory(TraceMemory.DEFAULT_BYTES),
        random);
  }
}
