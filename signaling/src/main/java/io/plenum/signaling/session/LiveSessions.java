package io.plenum.signaling.session;

import io.plenum.signaling.chat.ChatTail;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live sessions of this process, one at most for each meeting. A session starts when somebody
 * enters, and is gone when its last seat is. Any thread may call; nothing here blocks but {@link
 * #restore} and what says so.
 */
public final class LiveSessions implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSessions.class);

  /** Running sessions of one process; each costs a thread and its chat's tail in memory. */
  static final int LIMIT = 5_000;

  /** A session that is told to end writes a few rows; a store that is down takes longer. */
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final Surroundings around;
  private final SecureRandom random;
  private final Map<String, LiveSession> running = new ConcurrentHashMap<>();

  /** A registry without sessions; {@link #restore} finds those of the last run. */
  public LiveSessions(Surroundings around, SecureRandom random) {
    this.around = around;
    this.random = random;
  }

  /**
   * Takes up the sessions that were running when the process stopped; their seats wait for their
   * people for {@link SessionLimits#GRACE} from now. To be called once, before anybody enters.
   *
   * @return how many
   */
  public int restore() {
    List<StoredSession> found = around.rows().unfinished();
    for (StoredSession each : found) {
      StoredSession stored = each.with(settings(each.meeting().id()));
      LiveSession session = running.computeIfAbsent(stored.meeting().id(), id -> restore(stored));
      stored.revokedSignIns().forEach(signIn -> session.post(new Command.Revoke(signIn)));
      LOG.info(
          "session {} of meeting {} goes on with {} seats",
          stored.row().id(),
          stored.meeting().id(),
          stored.seats().size());
    }
    return found.size();
  }

  /**
   * Asks for a seat in the meeting's live session, which starts if none runs. The outcome is told
   * to the connection.
   *
   * @return the session that decides, or empty when the connection was told at once
   */
  public Optional<LiveSession> enter(SessionMeeting meeting, Command.Enter enter) {
    // A session may end between finding it and posting; the next round starts a new one.
    while (true) {
      if (running.size() >= LIMIT && !running.containsKey(meeting.id())) {
        String why = "this server runs as many sessions as it can";
        around.finish(
            enter.from(), new ServerMessage.Failed(enter.replyTo(), ErrorCode.ROOM_FULL, why));
        return Optional.empty();
      }
      LiveSession session = running.computeIfAbsent(meeting.id(), id -> start(meeting));
      switch (session.post(enter)) {
        case ACCEPTED -> {
          return Optional.of(session);
        }
        case FULL -> {
          around.finish(enter.from(), Surroundings.busy(enter));
          return Optional.empty();
        }
        case CLOSED -> running.remove(meeting.id(), session);
      }
    }
  }

  /**
   * Asks for a seat taken before in the meeting's live session. The outcome is told to the
   * connection.
   *
   * @return the session that decides, or empty when the connection was told at once
   */
  public Optional<LiveSession> resume(String meetingId, Command.Resume resume) {
    LiveSession session = running.get(meetingId);
    Mailbox.Posted posted = session == null ? Mailbox.Posted.CLOSED : session.post(resume);
    switch (posted) {
      case ACCEPTED -> {
        return Optional.of(session);
      }
      case FULL -> around.finish(resume.from(), Surroundings.busy(resume));
      case CLOSED ->
          around.finish(
              resume.from(),
              new ServerMessage.Failed(
                  resume.replyTo(), ErrorCode.SEAT_GONE, "the live session is over"));
    }
    return Optional.empty();
  }

  /** Closes every seat of a sign-in that is over (I-4). */
  public void revoke(String signInId) {
    for (LiveSession session : running.values()) {
      session.post(new Command.Revoke(signInId));
    }
  }

  /** Closes every seat of a user who was deleted or disabled, and forgets the name (I-4, I-7). */
  public void userGone(String userId) {
    running.values().forEach(session -> session.post(new Command.UserGone(userId)));
  }

  /** What the meeting settles for its sessions now. */
  public SessionSettings settings(String meetingId) {
    return around.settings().apply(meetingId);
  }

  /** Tells a running session that the meeting's name or settings changed. */
  public void meetingChanged(SessionMeeting meeting) {
    post(meeting.id(), new Command.MeetingChanged(meeting));
  }

  /**
   * Ends the running session of a meeting that was deleted: when this returns, everybody has been
   * told and its last rows are written. Blocks.
   *
   * @throws IllegalStateException when it does not end in time, or the server stops first
   */
  public void meetingDeleted(String meetingId) {
    LiveSession session = running.get(meetingId);
    if (session != null) {
      session.post(new Command.MeetingDeleted());
      if (!session.awaitEnd(END_LIMIT)) {
        throw new IllegalStateException("the live session of " + meetingId + " does not end");
      }
    }
  }

  /** Tells the registered users in a running session that somebody invited more people. */
  public void invited(String meetingId, String by, List<String> names) {
    post(meetingId, new Command.Invited(by, names));
  }

  private void post(String meetingId, Command command) {
    LiveSession session = running.get(meetingId);
    if (session != null) {
      session.post(command);
    }
  }

  /** Copies of the traces of a meeting's live session; none: it has none, or no media. */
  public CompletionStage<List<byte[]>> trace(String meetingId) {
    LiveSession session = running.get(meetingId);
    return session == null ? CompletableFuture.completedStage(List.of()) : session.trace();
  }

  /** Whether the meeting has a live session. */
  public boolean live(String meetingId) {
    return running.containsKey(meetingId);
  }

  /** How many sessions run. */
  public int size() {
    return running.size();
  }

  /** The taken seats of all sessions. */
  public SeatCounts counts() {
    return running.values().stream()
        .map(LiveSession::counts)
        .reduce(SeatCounts.NONE, SeatCounts::plus);
  }

  /** Draws the names of a seat that is about to be taken. */
  public FreshSeat freshSeat() {
    return FreshSeat.random(random);
  }

  /** Stops all sessions without ending them: {@link #restore} takes them up again. */
  @Override
  public void close() {
    running.values().forEach(LiveSession::stop);
  }

  private LiveSession restore(StoredSession stored) {
    Moment now = around.clock().get();
    return open(
        stored.meeting(), () -> SessionState.restored(stored, tail(stored.meeting().id()), now));
  }

  private LiveSession start(SessionMeeting meeting) {
    String id = RandomId.next(random);
    return open(
        meeting, () -> SessionState.fresh(meeting, id, tail(meeting.id()), around.clock().get()));
  }

  private ChatTail tail(String meetingId) {
    return around.chat().tail(meetingId, SessionLimits.CHAT_SHOWN);
  }

  private LiveSession open(SessionMeeting meeting, Supplier<SessionState> opening) {
    return LiveSession.start(
        meeting.id(), opening, around, session -> running.remove(meeting.id(), session));
  }
}
