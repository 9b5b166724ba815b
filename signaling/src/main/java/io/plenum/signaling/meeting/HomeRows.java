package io.plenum.signaling.meeting;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Why meetings are on people's lists. Every method runs inside a transaction of its caller; who
 * makes a reason true or untrue says so here in the same one.
 */
public final class HomeRows {
  private HomeRows() {}

  static void organized(Handle handle, String userId, String meetingId, Instant now) {
    handle.execute(
        """
        INSERT INTO home_entry (user_id, meeting_id, organized, listed_at) VALUES (?, ?, 1, ?)
        ON CONFLICT (user_id, meeting_id) DO UPDATE SET organized = 1, hidden = 0\
        """,
        userId,
        meetingId,
        now.toEpochMilli());
  }

  static void organizedNoMore(Handle handle, String userId, String meetingId) {
    handle.execute(
        "UPDATE home_entry SET organized = 0 WHERE user_id = ? AND meeting_id = ?",
        userId,
        meetingId);
    dropReasonless(handle, userId, meetingId);
  }

  /** Who was invited again sees it again. */
  public static void invited(Handle handle, String userId, String meetingId, Instant now) {
    handle.execute(
        """
        INSERT INTO home_entry (user_id, meeting_id, invited, listed_at) VALUES (?, ?, 1, ?)
        ON CONFLICT (user_id, meeting_id) DO UPDATE SET invited = 1, hidden = 0\
        """,
        userId,
        meetingId,
        now.toEpochMilli());
  }

  public static void invitedNoMore(Handle handle, String userId, String meetingId) {
    handle.execute(
        "UPDATE home_entry SET invited = 0 WHERE user_id = ? AND meeting_id = ?",
        userId,
        meetingId);
    dropReasonless(handle, userId, meetingId);
  }

  /** A registered user of the meeting's account came into a live session. */
  public static void attended(Handle handle, String userId, String sessionId, Instant now) {
    handle.execute(
        """
        INSERT INTO home_entry (user_id, meeting_id, attended, listed_at)
        SELECT u.id, s.meeting_id, 1, ? FROM live_session s JOIN account_user u ON u.id = ?
        WHERE s.id = ?
        ON CONFLICT (user_id, meeting_id) DO UPDATE SET attended = 1
        WHERE home_entry.attended = 0\
        """,
        now.toEpochMilli(),
        userId,
        sessionId);
  }

  private static void dropReasonless(Handle handle, String userId, String meetingId) {
    handle.execute(
        """
        DELETE FROM home_entry
        WHERE user_id = ? AND meeting_id = ? AND organized = 0 AND invited = 0 AND attended = 0\
        """,
        userId,
        meetingId);
  }
}
