package io.plenum.signaling.session;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.signaling.space.SpaceFeed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running live session: an actor with one virtual thread, which alone knows the state. Anybody
 * may {@link #post}. For each command it asks {@link SessionRules}, writes the rows (an event of
 * the audit log that changes none goes its own way, {@link EventLane}), and only then goes on to
 * the new state and carries out the effects; when the rows cannot be written, the old state stands
 * and the sender is told.
 */
public final class LiveSession {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSession.class);

  private final String name;
  private final Surroundings around;
  private final Consumer<LiveSession> whenOver;
  private final Mailbox mailbox = new Mailbox();
  private final EventLane lane;

  /** Confined to the session's thread. */
  private SessionState state;

  /** Set once, by the session's thread. */
  private volatile SessionMedia media;

  private SpaceFeed.Following following;

  /** Confined to the session's thread. */
  private final OwedCommands owed = new OwedCommands();

  private volatile SeatCounts counts = SeatCounts.NONE;

  /** Whether the session is over, once its thread is: false when the server stopped before. */
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  private LiveSession(String name, Surroundings around, Consumer<LiveSession> whenOver) {
    this.name = name;
    this.around = around;
    this.whenOver = whenOver;
    this.lane = new EventLane(name, events -> around.rows().apply(List.of(), events));
  }

  /**
   * Starts the session's thread.
   *
   * @param name the meeting's id, also for the thread and the log
   * @param opening the state to begin with; called on the session's thread, may block
   * @param whenOver called once, on the session's thread, when the session takes no more commands
   */
  static LiveSession start(
      String name,
      Supplier<SessionState> opening,
      Surroundings around,
      Consumer<LiveSession> whenOver) {
    LiveSession session = new LiveSession(name, around, whenOver);
    Thread.ofVirtual().name("session-" + name).start(() -> session.run(opening));
    return session;
  }

  /** Hands over a command; never blocks. */
  Mailbox.Posted post(Command command) {
    return mailbox.post(command);
  }

  /**
   * Hands over what a client says; never blocks. When too much is waiting the client is told {@code
   * too-many-requests}.
   */
  public void say(Command.Say say) {
    if (post(say) == Mailbox.Posted.FULL) {
      around.tell(say.from(), Surroundings.busy(say));
    }
  }

  /** Tells the session that a connection is closed; false: too much is waiting, tell it again. */
  public boolean hangup(Connection from) {
    return post(new Command.Hangup(from)) != Mailbox.Posted.FULL;
  }

  /** Tells the session that a stream's client is gone for good; never blocks. */
  public void ended(Connection stream) {
    post(new Command.StreamEnded(stream));
  }

  /** The taken seats, as of the last command. */
  public SeatCounts counts() {
    return counts;
  }

  /** Copies of its room's traces; none: there is no media. Fails when the media node is busy. */
  CompletionStage<List<byte[]>> trace() {
    SessionMedia line = media;
    return line == null
        ? CompletableFuture.completedStage(List.of())
        : line.trace(around.clock().get().wallClock());
  }

  /** Waits until the session is over; false: it is not, within the limit or before the server. */
  boolean awaitEnd(Duration limit) {
    try {
      return ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Stops the thread without ending the session: its rows stay for the next start. */
  void stop() {
    mailbox.close();
  }

  private void run(Supplier<SessionState> opening) {
    try {
      state = opening.get();
      media = new SessionMedia(around.media(), state.row().id(), this::postNews);
      following = around.feed().follow(name, state.lastChange(), this::spaceChanged);
      if (state.stored()) {
        handle(new Command.Tick());
      }
      do {
        step();
      } while (!state.over() && !mailbox.closed());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException broken) {
      LOG.error("session {} cannot open", name, broken);
    } finally {
      close();
    }
  }

  private void step() throws InterruptedException {
    Command command = mailbox.take(dueInNs());
    if (dueInNs() <= 0) {
      catchUp();
    }
    if (command != null && state.row().endedAt() != null) {
      tooLate(command);
    } else if (command != null) {
      handle(command);
    }
  }

  private long dueInNs() {
    return dueNs() - around.clock().get().nowNs();
  }

  private long dueNs() {
    return owed.dueNs(Deadlines.nextNs(state));
  }

  /** Does what is due: what is owed first, then what time brings. */
  private void catchUp() {
    owed.take().forEach(this::handle);
    if (!state.over()) {
      handle(new Command.Tick());
    }
  }

  private void handle(Command command) {
    try {
      Decision decision = SessionRules.decide(state, command, around.clock().get());
      List<AuditEvent> events = SessionEvents.of(state, command, decision.rows());
      List<SpaceChange> news = write(decision.rows(), events);
      state = decision.next();
      counts = SeatCounts.of(state);
      decision.effects().forEach(this::carryOut);
      news.forEach(change -> around.feed().announce(name, change));
    } catch (MeetingGone gone) {
      meetingGone(command);
    } catch (RuntimeException broken) {
      LOG.error("session {}: {} failed", name, command.getClass().getSimpleName(), broken);
      putOff(command);
    }
  }

  /** What changed no row was true before anybody wrote it down: that is not waited for. */
  private List<SpaceChange> write(List<RowChange> rows, List<AuditEvent> events) {
    if (!rows.isEmpty()) {
      return around.rows().apply(rows, events);
    }
    if (!events.isEmpty()) {
      lane.write(events);
    }
    return List.of();
  }

  /** Whoever was on the way in when the meeting was deleted; the others hear of the end. */
  private void meetingGone(Command command) {
    if (command instanceof Command.FromClient late) {
      String why = "the meeting was deleted";
      around.finish(
          late.from(), new ServerMessage.Failed(late.replyTo(), ErrorCode.NOT_FOUND, why));
    }
  }

  /** A client is told, and tries again; what is nobody's is owed. */
  private void putOff(Command command) {
    switch (command) {
      case Command.Say say -> around.tell(say.from(), internal(say.replyTo()));
      case Command.FromClient entering ->
          around.finish(entering.from(), internal(entering.replyTo()));
      default -> owed.failed(command, around.clock().get().nowNs());
    }
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Send send -> {
        Frame frame = around.frame(send.message());
        send.to().forEach(connection -> connection.send(frame));
      }
      case Effect.Finish finish -> around.finish(finish.to(), finish.last());
      case Effect.WriteChat write -> write(write);
      case Effect.JoinMedia join -> media.join(join);
      case Effect.LeaveMedia leave -> media.leave(leave.seat());
      case Effect.AllowSources allow -> media.allow(allow);
      case Effect.ShowMedia show -> media.show(show);
      case Effect.CloseMedia close -> media.close();
    }
  }

  /** The message itself is in the mailbox before the answer that it was written. */
  private void write(Effect.WriteChat write) {
    String replyTo = write.wish().replyTo();
    ServerMessage.Failed refused;
    try {
      refused = SessionChat.write(around.chat(), write.author(), write.wish());
    } catch (RuntimeException broken) {
      LOG.error("session {}: chat failed", name, broken);
      refused = internal(replyTo);
    }
    post(new Command.ChatAnswered(write.by(), refused, replyTo));
  }

  private void spaceChanged(SpaceChange change) {
    post(new Command.SpaceChanged(change));
  }

  private void postNews(Command news) {
    if (post(news) == Mailbox.Posted.FULL) {
      LOG.warn("session {}: dropped {}", name, news.getClass().getSimpleName());
    }
  }

  /**
   * Whoever came too late to enter this session enters the next one; whoever sat in a session that
   * stops without having ended comes back with the seat's token.
   */
  private void close() {
    whenOver.accept(this);
    if (following != null) {
      following.close();
    }
    counts = SeatCounts.NONE;
    if (state != null) {
      state.seats().values().stream()
          .filter(Seat::connected)
          .forEach(seat -> around.finish(seat.connection(), null));
    }
    mailbox.close().forEach(this::tooLate);
    lane.close();
    ended.complete(state == null || state.over());
  }

  private void tooLate(Command command) {
    if (command instanceof Command.FromClient late) {
      String why = "the session has just ended";
      around.finish(
          late.from(), new ServerMessage.Failed(late.replyTo(), ErrorCode.SEAT_GONE, why));
    }
  }

  private static ServerMessage.Failed internal(String replyTo) {
    return new ServerMessage.Failed(replyTo, ErrorCode.INTERNAL, "try again");
  }
}
