package io.plenum.signaling.meeting;

import java.util.Optional;

/**
 * A meeting as somebody wants it to be.
 *
 * @param schedule empty: ad hoc
 */
public record MeetingDraft(String name, Optional<Schedule> schedule, MeetingSettings settings) {
  /** Characters of a name, as openapi.yaml says. */
  public static final int NAME_LIMIT = 120;

  /** What is written on one line is one line: control characters are spaces. */
  public MeetingDraft {
    StringBuilder line = new StringBuilder(name.length());
    name.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(line::appendCodePoint);
    name = line.toString().strip();
  }

  /** An ad hoc meeting with the standard settings. */
  public static MeetingDraft named(String name) {
    return new MeetingDraft(name, Optional.empty(), MeetingSettings.STANDARD);
  }
}
