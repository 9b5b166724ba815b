package io.plenum.signaling.socket;

import java.time.Duration;

/**
 * What one socket may cost (docs/protocol.md 2).
 *
 * @param frameBytes the largest message
 * @param queuedFrames frames that may wait for a client that reads slowly
 * @param malformed messages that are not understood, before the socket is closed
 * @param joinWithin time to take a seat
 * @param pingEvery how often the server asks whether somebody is there
 * @param silentFor how long a socket may say nothing, not even pong
 * @param messagesPerSecond sustained rate of messages
 * @param burst messages that may come at once
 * @param excess messages beyond the rate, before the socket is closed
 */
public record SocketLimits(
    int frameBytes,
    int queuedFrames,
    int malformed,
    Duration joinWithin,
    Duration pingEvery,
    Duration silentFor,
    int messagesPerSecond,
    int burst,
    int excess) {
  /** Those of docs/protocol.md; the rates are generous for a person and small for a server. */
  public static final SocketLimits STANDARD =
      new SocketLimits(
          256 * 1024,
          1_000,
          20,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(25),
          50,
          200,
          500);
}
