package io.plenum.sfu.room;

import java.util.random.RandomGenerator;

/**
 * What a room is made with.
 *
 * @param maxParticipants how many may be in it at once
 * @param random for first sequence numbers and timestamps; strong outside tests
 */
public record RoomParameters(int maxParticipants, RandomGenerator random) {
  /** More than one loop can serve with everybody's video; audio-only rooms may set more. */
  public static final int DEFAULT_MAX_PARTICIPANTS = 200;

  /** Parameters with {@link #DEFAULT_MAX_PARTICIPANTS}. */
  public RoomParameters(RandomGenerator random) {
    this(DEFAULT_MAX_PARTICIPANTS, random);
  }
}
