package io.plenum.signaling.session;

import io.plenum.sfu.room.RoomParameters;
import java.time.Duration;

/** How much and how long a live session may be. */
public final class SessionLimits {
  /** How long a seat waits for its dropped connection (REQUIREMENTS W-6). */
  public static final Duration GRACE = Duration.ofSeconds(60);

  /** The longest a live session lasts (REQUIREMENTS M-9). */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** Admitted seats of one session: nobody is let in whose media there is no place for. */
  public static final int ADMITTED_SEATS = RoomParameters.DEFAULT_MAX_PARTICIPANTS;

  /** Waiting seats of one session: a stranger with the code fills no more than this. */
  public static final int WAITING_SEATS = 100;

  /** Chat messages kept in memory and sent with {@code room} (docs/protocol.md 2.3). */
  public static final int CHAT_SHOWN = 200;

  private SessionLimits() {}
}
