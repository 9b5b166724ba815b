package io.plenum.signaling.session;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The life of a seat.
 *
 * <pre>
 *   WAITING   → ADMITTED (let in) | REFUSED | LEFT | TIMED_OUT (connection away too long)
 *             | SIGNED_OUT (sign-in revoked) | ENDED (session over)
 *   ADMITTED  → LEFT | REMOVED | TIMED_OUT | SIGNED_OUT | ENDED
 *   the rest  → nothing: the seat is gone and its token with it
 * </pre>
 */
public enum SeatState {
  WAITING,
  ADMITTED,
  REFUSED,
  REMOVED,
  LEFT,
  TIMED_OUT,
  SIGNED_OUT,
  ENDED;

  private static final Set<SeatState> AFTER_WAITING =
      EnumSet.of(ADMITTED, REFUSED, LEFT, TIMED_OUT, SIGNED_OUT, ENDED);
  private static final Set<SeatState> AFTER_ADMITTED =
      EnumSet.of(LEFT, REMOVED, TIMED_OUT, SIGNED_OUT, ENDED);

  private final String rowName = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Whether somebody may still sit here. */
  public boolean taken() {
    return this == WAITING || this == ADMITTED;
  }

  /** Whether {@code next} may follow this state. */
  public boolean mayBecome(SeatState next) {
    return switch (this) {
      case WAITING -> AFTER_WAITING.contains(next);
      case ADMITTED -> AFTER_ADMITTED.contains(next);
      case REFUSED, REMOVED, LEFT, TIMED_OUT, SIGNED_OUT, ENDED -> false;
    };
  }

  /** How the row spells it. */
  public String rowName() {
    return rowName;
  }

  /**
   * The state that rows spell {@code rowName}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static SeatState ofRow(String rowName) {
    return valueOf(rowName.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
