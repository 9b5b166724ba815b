package io.plenum.sfu.loop;

/**
 * When a room gets a shard on another loop (docs/relay.md). Seats never move: only newcomers are
 * placed.
 *
 * @param seats with so many on its least taken shard a room is split
 * @param busySeats with so many it is split if that shard's loop is busy
 * @param busy share of the last second in which a loop worked, from which on it counts as busy
 * @param idle below this share another loop takes a shard
 */
record Splitting(int seats, int busySeats, double busy, double idle) {
  /** Whom a busy loop would not notice stays together. */
  private static final int BUSY_SEATS = 16;

  /** At {@code seats}, or earlier where a loop is busy. */
  static Splitting at(int seats) {
    return new Splitting(seats, Math.min(seats, BUSY_SEATS), 0.7, 0.5);
  }
}
