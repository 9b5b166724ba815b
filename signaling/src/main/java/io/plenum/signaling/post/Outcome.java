package io.plenum.signaling.post;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What became of one try to deliver a letter. */
public sealed interface Outcome {
  /** The last answer's HTTP status or SMTP code. */
  OptionalInt status();

  /** The other side took it. */
  record Delivered(OptionalInt status) implements Outcome {}

  /**
   * Not now.
   *
   * @param reason for the admin who looks why; nothing of what the other side sent
   * @param lane whether every letter of the lane would meet the same trouble
   * @param askedFor the least time that the other side asks for
   */
  record Later(String reason, OptionalInt status, boolean lane, Optional<Duration> askedFor)
      implements Outcome {}

  /** Never: the same letter would be refused again. */
  record Never(String reason, OptionalInt status) implements Outcome {}

  /** Never, nor any other letter of the lane: nobody is there any more. */
  record Gone(String reason, OptionalInt status) implements Outcome {}
}
