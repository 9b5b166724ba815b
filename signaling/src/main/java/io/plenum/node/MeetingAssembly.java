package io.plenum.node;

import io.plenum.signaling.api.MeetingParts;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.invite.CalendarFile;
import io.plenum.signaling.invite.DialIn;
import io.plenum.signaling.invite.Invites;
import io.plenum.signaling.invite.MeetingDesk;
import io.plenum.signaling.invite.MeetingLinks;
import io.plenum.signaling.meeting.CalendarFeeds;
import io.plenum.signaling.meeting.HomeList;
import io.plenum.signaling.meeting.MeetingCalendar;
import io.plenum.signaling.meeting.MeetingDeletion;
import io.plenum.signaling.meeting.MeetingDeletion.Step;
import io.plenum.signaling.meeting.MeetingSearch;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.meeting.SimilarNames;
import io.plenum.signaling.post.Outbox;
import io.plenum.signaling.post.Webhooks;
import io.plenum.signaling.search.ChatIndex;
import io.plenum.signaling.session.LiveSessions;
import io.plenum.storage.database.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Puts together what meetings are made of. */
public final class MeetingAssembly {
  /** Messages that the chat index forgets in one transaction, so that others write in between. */
  private static final int INDEX_BATCH = 500;

  private MeetingAssembly() {}

  /**
   * What it is made from.
   *
   * @param random a secure source
   * @param site where people find this server, without a trailing slash
   * @param isLive of a meeting's id: whether a live session runs
   */
  public record Ground(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      AuditLog audit,
      Outbox outbox,
      Webhooks webhooks,
      Supplier<String> site,
      List<DialIn> dialIn,
      Predicate<String> isLive) {

    /** Of a node. */
    static Ground of(
        Foundation base, PostAssembly post, PeopleAssembly people, LiveSessions sessions) {
      return new Ground(
          base.database(),
          base.clock(),
          base.random(),
          people.audit(),
          post.outbox(),
          post.webhooks(),
          base.site(),
          base.configuration().dialIn(),
          sessions::live);
    }
  }

  /**
   * The deletion of meetings.
   *
   * @param others what else is to be done, in order, before the chat and the row go
   */
  static MeetingDeletion deletion(Database database, InstantSource clock, List<Step> others) {
    ChatIndex index = ChatIndex.of(database.dialect());
    List<Step> steps = new ArrayList<>(others);
    steps.add(new Step("search", meeting -> forget(database, index, meeting)));
    return new MeetingDeletion(database, clock, steps);
  }

  private static void forget(Database database, ChatIndex index, String meetingId) {
    int forgotten = INDEX_BATCH;
    while (forgotten == INDEX_BATCH) {
      forgotten = database.write(handle -> index.removeSome(handle, meetingId, INDEX_BATCH));
    }
  }

  /** All parts. */
  public static MeetingParts of(Ground ground, Meetings meetings, MeetingDeletion deletion) {
    Database database = ground.database();
    InstantSource clock = ground.clock();
    MeetingLinks.Of links = new MeetingLinks.Of(ground.site(), ground.dialIn());
    Invites invites = new Invites(database, clock, ground.random());
    CalendarFeeds feeds = new CalendarFeeds(database, clock, ground.random());
    MeetingDesk desk =
        new MeetingDesk(
            new MeetingDesk.Parts(
                database,
                meetings,
                invites,
                deletion,
                ground.outbox(),
                ground.webhooks(),
                ground.audit(),
                clock,
                links));
    return new MeetingParts(
        meetings,
        desk,
        invites,
        new HomeList(database),
        new SimilarNames(database),
        new MeetingSearch(database, ChatIndex.of(database.dialect())),
        new MeetingCalendar(database),
        feeds,
        new CalendarFile(database, feeds, links, ground.audit(), clock),
        ground.isLive(),
        clock);
  }
}
