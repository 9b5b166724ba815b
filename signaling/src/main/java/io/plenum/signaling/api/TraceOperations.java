package io.plenum.signaling.api;

import io.plenum.signaling.audit.AuditArchive;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingRefused;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.session.LiveSessions;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
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

  /** On their way to whoever asked, 8 MiB of memory each for as long as they read. */
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
      byte[] trace = trace(meeting.id());
      archive.traceTaken(request.actor(), meeting.accountId(), meeting.id(), trace.length);
      return Answer.streamed(routing -> send(routing, trace));
    } finally {
      turns.release();
    }
  }

  private void send(RoutingContext routing, byte[] trace) {
    if (!onTheWay.tryAcquire()) {
      Problems.send(routing, Problem.tooMany("Other traces are on their way.", RETRY_AFTER));
      return;
    }
    routing
        .response()
        .putHeader("Content-Type", "application/octet-stream")
        .putHeader("Content-Disposition", "attachment; filename=\"room.trace\"")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(trace))
        .onComplete(_ -> onTheWay.release());
  }

  private byte[] trace(String meetingId) {
    try {
      return sessions
          .trace(meetingId)
          .toCompletableFuture()
          .get(WAIT_S, TimeUnit.SECONDS)
          .orElseThrow(() -> new Refusal(Problem.of(ErrorCode.NOT_LIVE)));
    } catch (ExecutionException | TimeoutException busy) {
      throw new Refusal(Problem.of(ErrorCode.MEDIA_UNAVAILABLE));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Refusal(Problem.of(ErrorCode.MEDIA_UNAVAILABLE));
    }
  }
}
