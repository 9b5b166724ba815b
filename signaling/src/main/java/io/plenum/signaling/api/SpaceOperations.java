package io.plenum.signaling.api;

import io.plenum.signaling.chat.ChatJson;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.message.ChatLine;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.storage.database.StoreBusy;
import io.plenum.storage.database.StoreFailed;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people who look at a meeting's space what changes there, as server-sent events
 * (docs/protocol.md section 3). A stream ends when its sign-in does, and when its person may no
 * longer see the meeting.
 */
final class SpaceOperations implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpaceOperations.class);

  /** Streams of this process; each costs a connection and a little memory. */
  static final int STREAMS = 5_000;

  /** Streams of one user: one for each open page. */
  static final int STREAMS_OF_A_USER = 20;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** Half of the server's idle time-out; also how often it is asked whether they still may. */
  private static final long BEAT_MS = 15_000;

  private final Vertx vertx;
  private final SpaceFeed feed;
  private final SpaceDoor door;
  private final Identity identity;
  private final Predicate<String> isLive;
  private final Set<Stream> streams = ConcurrentHashMap.newKeySet();

  SpaceOperations(
      Vertx vertx, SpaceFeed feed, SpaceDoor door, Identity identity, Predicate<String> isLive) {
    this.vertx = vertx;
    this.feed = feed;
    this.door = door;
    this.identity = identity;
    this.isLive = isLive;
    identity.onRevoked(this::revoked);
  }

  Map<String, Operation> byId() {
    return Map.of("followSpace", this::follow);
  }

  private Answer follow(Request request) {
    Meeting meeting = door.meeting(request);
    long since =
        request.lastEventId().map(SpaceOperations::number).orElseGet(() -> feed.head(meeting.id()));
    checkRoom(request.who().userId());
    return Answer.streamed(new Stream(request.who(), meeting.id(), since));
  }

  private static long number(String lastEventId) {
    try {
      return Long.parseLong(lastEventId);
    } catch (NumberFormatException notOurs) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "Last-Event-ID is not one of this stream.");
    }
  }

  /** Requests that are being answered at this moment may go a little beyond. */
  private void checkRoom(String userId) {
    boolean full =
        streams.size() >= STREAMS
            || streams.stream().filter(stream -> stream.who.userId().equals(userId)).count()
                >= STREAMS_OF_A_USER;
    if (full) {
      throw new Refusal(Problem.tooMany("Too many streams are open.", RETRY_AFTER));
    }
  }

  private void revoked(String signInId) {
    streams.stream().filter(stream -> stream.who.signInId().equals(signInId)).forEach(Stream::end);
  }

  /** Ends all streams. */
  @Override
  public void close() {
    streams.forEach(Stream::end);
  }

  /** One person's look at one space. */
  private final class Stream implements Answer.Streamed {
    private final Principal who;
    private final String meetingId;
    private final long since;
    private final AtomicBoolean over = new AtomicBoolean();
    private EventStream events;
    private volatile SpaceFeed.Following following;
    private long beats;

    Stream(Principal who, String meetingId, long since) {
      this.who = who;
      this.meetingId = meetingId;
      this.since = since;
    }

    @Override
    public void open(RoutingContext routing) {
      streams.add(this);
      events = new EventStream(routing, this::closed);
      events.send("ready", since, new JsonObject().put("live", isLive.test(meetingId)));
      beats = vertx.setPeriodic(BEAT_MS, beat -> Thread.ofVirtual().start(this::beat));
      Thread.ofVirtual().name("space ", 0).start(this::listen);
    }

    private void listen() {
      try {
        following = feed.follow(meetingId, since, this::tell);
      } catch (RuntimeException storeFails) {
        log.warn("A stream of events cannot begin: {}", storeFails.toString());
        end();
      }
      if (over.get() && following != null) {
        following.close();
      } else if (!identity.stands(who)) {
        // The sign-in ended while its stream was on the way.
        end();
      }
    }

    private void beat() {
      if (stillMay()) {
        events.beat();
      } else {
        end();
      }
    }

    private boolean stillMay() {
      try {
        return door.isOpen(who, meetingId) && identity.stands(who);
      } catch (StoreBusy | StoreFailed unanswered) {
        // The next beat asks again.
        return true;
      }
    }

    private void tell(SpaceChange change) {
      JsonObject data = new JsonObject();
      switch (change) {
        case SpaceChange.Message said -> send("message", change, ChatJson.of(line(said.message())));
        case SpaceChange.Swept swept -> send("swept", change, data.put("through", swept.through()));
        case SpaceChange.File file -> send("file", change, data.put("file", file.fileId()));
        case SpaceChange.Live live -> send("live", change, data.put("running", live.running()));
        case SpaceChange.Meeting meeting -> send("meeting", change, data);
        case SpaceChange.Reset reset -> send("reset", change, data);
        case SpaceChange.Gone gone -> {
          send("gone", change, data);
          end();
        }
      }
    }

    private void send(String name, SpaceChange change, JsonObject data) {
      events.send(name, change.number(), data);
    }

    private ChatLine line(ChatMessage message) {
      return new ChatLine(message, message.author().is(null, who.userId()));
    }

    void end() {
      over.set(true);
      events.end();
    }

    /** On the event loop, once or twice. */
    private void closed() {
      over.set(true);
      streams.remove(this);
      vertx.cancelTimer(beats);
      if (following != null) {
        Thread.ofVirtual().start(following::close);
      }
    }
  }
}
