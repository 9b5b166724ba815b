package io.plenum.signaling.meeting;

import io.plenum.signaling.message.Plain;
import java.util.Optional;

/**
 * A meeting as somebody wants it to be.
 *
 * @param name on one line; empty when nothing of it can be seen, which callers refuse
 * @param schedule empty: ad hoc
 */
public record MeetingDraft(String name, Optional<Schedule> schedule, MeetingSettings settings) {
  /** Characters of a name, as openapi.yaml says. */
  public static final int NAME_LIMIT = 120;

  public MeetingDraft {
    name = Plain.line(name);
  }

  /** An ad hoc meeting with the standard settings. */
  public static MeetingDraft named(String name) {
    return new MeetingDraft(name, Optional.empty(), MeetingSettings.STANDARD);
  }
}
