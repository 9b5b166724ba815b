package io.plenum.node;

import io.plenum.signaling.identity.Accounts;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingSettings;
import io.plenum.signaling.meeting.MeetingSettings.GuestsSeeChatFrom;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.session.SessionMeeting;
import io.plenum.signaling.session.SessionSettings;
import java.util.function.Function;

/** What a meeting (its id) and its account settle for live sessions. Calls block. */
final class SessionFacts implements Function<String, SessionSettings> {
  private final Meetings meetings;
  private final Accounts accounts;

  SessionFacts(Meetings meetings, Accounts accounts) {
    this.meetings = meetings;
    this.accounts = accounts;
  }

  @Override
  public SessionSettings apply(String meetingId) {
    return meetings.byId(meetingId).map(this::settings).orElse(SessionSettings.STANDARD);
  }

  /** The meeting as its live session knows it. */
  SessionMeeting of(Meeting meeting) {
    return new SessionMeeting(
        meeting.id(),
        meeting.accountId(),
        meeting.name(),
        meeting.organizerId(),
        meeting.accessCode(),
        settings(meeting));
  }

  private SessionSettings settings(Meeting meeting) {
    MeetingSettings settled = meeting.settings();
    return new SessionSettings(
        settled.muteOnEntry(),
        settled.guestsSeeChatFrom() == GuestsSeeChatFrom.BEGINNING,
        accounts.settings(meeting.accountId()).removeRegisteredByAny(),
        settled.lockedAtStart());
  }
}
