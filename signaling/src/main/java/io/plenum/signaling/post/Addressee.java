package io.plenum.signaling.post;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a webhook letter goes.
 *
 * @param secret what signs, Base64
 * @param oldSecret what signed before
 * @param oldUntilMs until when it signs too
 */
public record Addressee(String url, String secret, Optional<String> oldSecret, long oldUntilMs) {

  /** What signs at this time, the newest first. */
  public List<String> secrets(long nowMs) {
    Stream<String> old = oldSecret.filter(it -> nowMs < oldUntilMs).stream();
    return Stream.concat(Stream.of(secret), old).toList();
  }

  /** Does not show secrets. */
  @Override
  public String toString() {
    return "Addressee[" + url + "]";
  }
}
