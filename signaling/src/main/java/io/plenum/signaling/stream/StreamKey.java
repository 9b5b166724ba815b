package io.plenum.signaling.stream;

import java.time.Instant;

/**
 * What lets machines into one meeting's live sessions, without its secret.
 *
 * @param name what the stream is called in the meeting
 * @param expiresAt nobody enters with it from then on; who is in stays
 */
public record StreamKey(
    String id,
    String meetingId,
    StreamScope scope,
    String name,
    Instant createdAt,
    Instant expiresAt) {

  /** A key that was just made, with the secret that is shown this once. */
  public record WithSecret(StreamKey key, String secret) {
    @Override
    public String toString() {
      return "WithSecret[" + key + "]";
    }
  }
}
