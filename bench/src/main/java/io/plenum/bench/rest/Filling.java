package io.plenum.bench.rest;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.meeting.HomeRows;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingDraft;
import io.plenum.signaling.meeting.MeetingSettings;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.meeting.Schedule;
import io.plenum.signaling.search.ChatIndex;
import io.plenum.signaling.search.ChatIndexing;
import io.plenum.storage.database.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Writes a corpus into a database, by the server's own code where that takes a transaction of the
 * caller's (meetings, lists, the index of the chat), a thousand to a transaction. Messages come in
 * the order of their time, meetings mixed, as they do in life; they have no entries in the audit
 * log. Used once, by one thread, while no server runs.
 */
final class Filling {
  private static final int BATCH = 1_000;

  /** After so many messages nothing is written for a moment, as in life: SQLite folds its log. */
  private static final int BREATH = 10 * BATCH;

  private static final long BREATH_NS = TimeUnit.MILLISECONDS.toNanos(200);

  /** From the first message to the last. */
  private static final Duration SPAN = Duration.ofDays(365);

  /** So many others have a meeting on their list. */
  private static final int INVITED = 3;

  private static final String INSERT =
      """
      INSERT INTO chat_message (meeting_id, id, user_id, name, kind, text, sent_at)
      VALUES (?, ?, ?, ?, 'registered', ?, ?)\
      """;

  private final Database database;
  private final Corpus corpus;
  private final Vocabulary vocabulary = new Vocabulary(Corpus.SEED);
  private final Random random = new Random(Corpus.SEED);
  private final Instant end = Instant.now();
  private final List<Principal> users = new ArrayList<>();
  private final List<String> meetingIds = new ArrayList<>();
  private long nowMs;

  Filling(Database database, Corpus corpus) {
    this.database = database;
    this.corpus = corpus;
  }

  /** Writes everything; the users are there already. */
  void run() {
    for (int user = 0; user < corpus.users(); user++) {
      users.add(principal(Corpus.email(user)));
    }
    for (int from = 0; from < corpus.meetings(); from += BATCH) {
      int first = from;
      database.write(handle -> meetings(handle, first));
    }
    int[] counts = new int[corpus.meetings()];
    ChatIndex index = ChatIndex.of(database.dialect());
    for (int from = 0; from < corpus.messages(); from += BATCH) {
      int first = from;
      database.write(handle -> messages(handle, first, counts, index));
      if (first % BREATH == 0) {
        LockSupport.parkNanos(BREATH_NS);
      }
    }
    ChatIndexing.gather(
        database, index, Integer.MAX_VALUE, () -> true); // as a server does by and by
    database.write(
        handle ->
            handle.execute(
                "INSERT INTO space_head (meeting_id, last_message, last_event)"
                    + " SELECT meeting_id, MAX(id), 0 FROM chat_message GROUP BY meeting_id"));
  }

  private Principal principal(String email) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT id, account_id, name, role FROM account_user WHERE email = ?")
                .bind(0, email)
                .map(
                    (row, context) ->
                        new Principal(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            Role.of(row.getString(4)),
                            "",
                            Optional.empty(),
                            false,
                            Set.of()))
                .one());
  }

  private Void meetings(Handle handle, int from) {
    Meetings meetings =
        new Meetings(database, () -> Instant.ofEpochMilli(nowMs), new SecureRandom());
    for (int i = from; i < Math.min(from + BATCH, corpus.meetings()); i++) {
      nowMs = at(i, corpus.meetings());
      Principal organizer = users.get(corpus.organizer(i));
      MeetingDraft draft =
          new MeetingDraft(vocabulary.name(random), schedule(i), MeetingSettings.STANDARD);
      Meeting meeting = meetings.create(handle, meetings.fresh(), organizer, draft);
      meetingIds.add(meeting.id());
      for (int user : invited(i)) {
        HomeRows.invited(
            handle, users.get(user).userId(), meeting.id(), Instant.ofEpochMilli(nowMs));
      }
    }
    return null;
  }

  /** Olga, some others, and for a few meetings the last one. */
  private Set<Integer> invited(int meeting) {
    Set<Integer> invited = new java.util.TreeSet<>(Set.of(0));
    for (int i = 0; i < INVITED; i++) {
      invited.add(random.nextInt(corpus.last()));
    }
    if (meeting % (corpus.meetings() / Math.min(Corpus.FEW, corpus.meetings())) == 0) {
      invited.add(corpus.last());
    }
    invited.remove(corpus.organizer(meeting));
    return invited;
  }

  /** Half are scheduled, one of ten each week. */
  private Optional<Schedule> schedule(int meeting) {
    if (meeting % 2 == 0) {
      return Optional.empty();
    }
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(nowMs, Duration.ofDays(1).toMillis()));
    Optional<String> rule =
        meeting % 10 == 1 ? Optional.of("FREQ=WEEKLY;COUNT=20") : Optional.empty();
    return Optional.of(
        Schedule.parse(day.plusDays(random.nextInt(60)) + "T09:00", 45, "Europe/Berlin", rule));
  }

  private long at(int number, int of) {
    return end.minus(SPAN).toEpochMilli() + SPAN.toMillis() * number / of;
  }

  private Void messages(Handle handle, int from, int[] counts, ChatIndex index) {
    PreparedBatch rows = handle.prepareBatch(INSERT);
    List<Runnable> indexed = new ArrayList<>();
    for (int i = from; i < Math.min(from + BATCH, corpus.messages()); i++) {
      int meeting = random.nextInt(corpus.meetings());
      Principal author = users.get(corpus.organizer(meeting));
      String text = vocabulary.message(random);
      String meetingId = meetingIds.get(meeting);
      long id = ++counts[meeting];
      rows.bind(0, meetingId)
          .bind(1, id)
          .bind(2, author.userId())
          .bind(3, author.name())
          .bind(4, text)
          .bind(5, at(i, corpus.messages()))
          .add();
      indexed.add(() -> index.put(handle, meetingId, id, text));
    }
    rows.execute();
    indexed.forEach(Runnable::run);
    return null;
  }
}
