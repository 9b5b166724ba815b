package io.plenum.signaling.api;

import io.plenum.signaling.audit.AuditArchive;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingRefused;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.session.LiveSessions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the media of a meeting's live session did lately, for an admin of its account to take away
 * (docs/trace.md). Each taking is an entry of the audit log.
 */
final class TraceOperations {
  /** Each copies some megabytes on the thread that forwards media. */
  private static final int AT_ONCE = 1;

  /**
   * On their way to whoever asked, 8 MiB of memory for each shard of a room for as long as they
   * read; a room of more shards is on its way alone.
   */
  private static final int ON_THE_WAY = 4;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** A media node that takes longer is overloaded, or gone. */
  private static final long WAIT_S = 5;

  private final Meetings meetings;
  private final LiveSessions sessions;
  private final AuditArchive archive;
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final Semaphore onTheWay = new Semaphore(ON_THE_WAY);

  TraceOperations(Meetings meetings, LiveSessions sessions, AuditArchive archive) {
    this.meetings = meetings;
    this.sessions = sessions;
    this.archive = archive;
  }

  Map<String, Operation> byId() {
    return Map.of("takeTrace", this::take);
  }

  private Answer take(Request request) {
    Meeting meeting =
        meetings
            .byId(request.who().accountId(), request.path().get("id"))
            .orElseThrow(MeetingRefused::notFound);
    if (!turns.tryAcquire()) {
      throw new Refusal(Problem.tooMany("Another trace is being taken.", RETRY_AFTER));
    }
    try {
      List<byte[]> shards = trace(meeting.id());
      int bytes = shards.stream().mapToInt(shard -> shard.length).sum();
      archive.traceTaken(request.actor(), meeting.accountId(), meeting.id(), bytes);
      return Answer.streamed(routing -> send(routing, shards, bytes));
    } finally {
      turns.release();
    }
  }

  private void send(RoutingContext routing, List<byte[]> shards, int bytes) {
    int places = Math.min(shards.size(), ON_THE_WAY);
    if (!onTheWay.tryAcquire(places)) {
      Problems.send(routing, Problem.tooMany("Other traces are on their way.", RETRY_AFTER));
      return;
    }
    HttpServerResponse response =
        routing
            .response()
            .putHeader("Content-Type", "application/octet-stream")
            .putHeader("Content-Disposition", "attachment; filename=\"room.trace\"")
            .putHeader("Cache-Control", "no-store")
            .putHeader("Content-Length", Integer.toString(bytes));
    shards.subList(0, shards.size() - 1).forEach(shard -> response.write(Buffer.buffer(shard)));
    response.end(Buffer.buffer(shards.getLast())).onComplete(_ -> onTheWay.release(places));
  }

  private List<byte[]> trace(String meetingId) {
    try {
      List<byte[]> shards =
          sessions.trace(meetingId).toCompletableFuture().get(WAIT_S, TimeUnit.SECONDS);
      if (shards.isEmpty()) {
        throw new Refusal(Problem.of(ErrorCode.NOT_LIVE));
      }
      return shards;
    } catch (ExecutionException | TimeoutException busy) {
      throw new Refusal(Problem.of(ErrorCode.MEDIA_UNAVAILABLE));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Refusal(Problem.of(ErrorCode.MEDIA_UNAVAILABLE));
    }
  }
}
