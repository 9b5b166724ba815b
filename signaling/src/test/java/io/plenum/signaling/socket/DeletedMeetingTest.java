package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.message.SourceStates;
import io.plenum.signaling.session.Command;
import io.plenum.signaling.session.Connection;
import io.plenum.signaling.session.Frame;
import io.plenum.signaling.session.Occupant;
import io.plenum.signaling.session.SessionMeeting;
import io.plenum.signaling.session.SessionSettings;
import io.plenum.storage.crypto.MasterKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A meeting is deleted while, or before, its live session runs (REQUIREMENTS M-5). */
class DeletedMeetingTest {
  private static final String ENDED =
      "SELECT count(*) FROM audit_entry WHERE kind = 'session-ended' AND facts LIKE '%deleted%'";

  private static final String RUNNING = "SELECT count(*) FROM live_session WHERE ended_at IS NULL";

  @TempDir Path folder;
  private final MasterKey key = MasterKey.random(new SecureRandom());

  @Test
  @Tag("M-5c")
  @Tag("A-1")
  void itsSessionHasEnded_whenTheDeletionGoesOn() {
    try (LiveServer server = LiveServer.start(folder, key)) {
      SignedIn organizer = server.setUp();
      Meeting meeting = server.meeting(organizer);
      Client host = Client.user(server.url(meeting.accessCode()), organizer.accessToken());
      host.await("room");
      markDeleted(server);

      server.sessions.meetingDeleted(meeting.id());

      assertThat(count(server, ENDED)).isEqualTo(1);
      assertThat(count(server, RUNNING)).isZero();
      assertThat(host.await("ended").getString("reason")).isEqualTo("deleted");
    }
  }

  @Test
  @Tag("M-5c")
  void itsSessionEndsAfterARestart_whenTheServerDiedMeanwhile() {
    Meeting meeting;
    try (LiveServer server = LiveServer.start(folder, key)) {
      SignedIn organizer = server.setUp();
      meeting = server.meeting(organizer);
      Client.user(server.url(meeting.accessCode()), organizer.accessToken()).await("room");
      markDeleted(server);
    }
    try (LiveServer server = LiveServer.start(folder, key)) {
      server.sessions.meetingDeleted(meeting.id());
      assertThat(count(server, ENDED)).isEqualTo(1);
      assertThat(count(server, RUNNING)).isZero();
    }
  }

  @Test
  @Tag("M-5c")
  void nobodyStartsASession_whoWasOnTheWayIn() throws Exception {
    try (LiveServer server = LiveServer.start(folder, key)) {
      Meeting meeting = server.meeting(server.setUp());
      markDeleted(server);
      Visitor visitor = new Visitor();
      SourceStates wish = new SourceStates(true, true, false);
      Occupant ann =
          new Occupant(SeatKind.REGISTERED, Role.USER, meeting.organizerId(), "s", "Ann", "", true);

      server.sessions.enter(
          facts(meeting), new Command.Enter(visitor, "1", ann, server.sessions.freshSeat(), wish));

      assertThat(visitor.last.get(10, TimeUnit.SECONDS)).contains("not-found");
      assertThat(count(server, "SELECT count(*) FROM live_session")).isZero();
    }
  }

  /** Whoever asks for a seat, and hears one last thing. */
  private static final class Visitor implements Connection {
    final CompletableFuture<String> last = new CompletableFuture<>();

    @Override
    public String source() {
      return "192.0.2.1:50000";
    }

    @Override
    public void send(Frame frame) {
      last.completeExceptionally(new AssertionError(frame.text()));
    }

    @Override
    public void finish(Frame lastFrame) {
      last.complete(lastFrame.text());
    }
  }

  private static SessionMeeting facts(Meeting meeting) {
    return new SessionMeeting(
        meeting.id(),
        meeting.accountId(),
        meeting.name(),
        meeting.organizerId(),
        meeting.accessCode(),
        SessionSettings.STANDARD);
  }

  private static void markDeleted(LiveServer server) {
    server.database.write(handle -> handle.execute("UPDATE meeting SET deleted_at = 1"));
  }

  private static int count(LiveServer server, String sql) {
    return server.database.read(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }
}
