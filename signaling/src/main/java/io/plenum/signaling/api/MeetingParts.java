package io.plenum.signaling.api;

import io.plenum.signaling.invite.CalendarFile;
import io.plenum.signaling.invite.Invites;
import io.plenum.signaling.invite.MeetingDesk;
import io.plenum.signaling.meeting.CalendarFeeds;
import io.plenum.signaling.meeting.HomeList;
import io.plenum.signaling.meeting.MeetingCalendar;
import io.plenum.signaling.meeting.MeetingSearch;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.meeting.SimilarNames;
import java.time.InstantSource;
import java.util.function.Predicate;

/**
 * What the operations on meetings are made of.
 *
 * @param isLive of a meeting's id: whether a live session runs
 */
public record MeetingParts(
    Meetings meetings,
    MeetingDesk desk,
    Invites invites,
    HomeList home,
    SimilarNames names,
    MeetingSearch search,
    MeetingCalendar calendar,
    CalendarFeeds feeds,
    CalendarFile file,
    Predicate<String> isLive,
    InstantSource clock) {

  MeetingJson json() {
    return new MeetingJson(isLive, clock);
  }
}
