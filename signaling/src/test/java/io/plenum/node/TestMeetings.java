package io.plenum.node;

import io.plenum.signaling.api.MeetingParts;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.invite.DialIn;
import io.plenum.signaling.meeting.MeetingDeletion;
import io.plenum.signaling.meeting.MeetingDeletion.Step;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.post.Outbox;
import io.plenum.signaling.post.Webhooks;
import io.plenum.storage.database.Database;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/** Everything of meetings on one database, without a server around it. */
public final class TestMeetings {
  private TestMeetings() {}

  /** With two telephone numbers, on {@code https://meet.test}. */
  public static MeetingParts on(Database database, InstantSource clock, Step... steps) {
    SecureRandom random = new SecureRandom();
    Outbox outbox = new Outbox(clock, () -> RandomId.next(random), true);
    MeetingAssembly.Ground ground =
        new MeetingAssembly.Ground(
            database,
            clock,
            random,
            new AuditLog(clock, random, "test"),
            outbox,
            new Webhooks(outbox, clock, () -> RandomId.next(random)),
            () -> "https://meet.test",
            List.of(new DialIn("Berlin", "+49 30 1234567"), new DialIn("Boston", "+1 617 5551234")),
            id -> false);
    return MeetingAssembly.of(
        ground, new Meetings(database, clock, random), deletion(database, clock, steps));
  }

  /** The deletion alone, as the next start has it. */
  public static MeetingDeletion deletion(Database database, InstantSource clock, Step... steps) {
    return MeetingAssembly.deletion(database, clock, List.of(steps));
  }
}
