package io.plenum.signaling.meeting;

import io.plenum.storage.database.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes meetings for ever, with everything that belongs to them (REQUIREMENTS M-5).
 *
 * <p>First one transaction marks the meeting: from then on it is there for nobody, and the deletion
 * is certain. Then come the steps, each of which may be done again; last goes the row. A crash
 * between steps leaves the mark, and {@link #resume} goes on from there. Any thread may call; calls
 * block.
 */
public final class MeetingDeletion {
  private static final Logger log = LoggerFactory.getLogger(MeetingDeletion.class);

  /** Messages deleted in one transaction, so that others write in between. */
  private static final int CHAT_BATCH = 500;

  private final Database database;
  private final InstantSource clock;
  private final List<Step> steps;

  /**
   * Something to be done before the row goes.
   *
   * @param name for the log
   * @param work takes the meeting's id; may be called again after it was done, or half done
   */
  public record Step(String name, Consumer<String> work) {}

  /** A deletion of these steps, in their order. */
  public MeetingDeletion(Database database, InstantSource clock, List<Step> steps) {
    this.database = database;
    this.clock = clock;
    this.steps = List.copyOf(steps);
  }

  /** Marks a meeting in the caller's transaction; {@link #finish} is to be called after it. */
  public void begin(Handle handle, String meetingId) {
    handle.execute(
        "UPDATE meeting SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL",
        clock.millis(),
        meetingId);
  }

  /** Takes the steps for a marked meeting. What fails is logged and left for {@link #resume}. */
  public void finish(String meetingId) {
    try {
      for (Step step : steps) {
        step.work().accept(meetingId);
        log.debug("deleting meeting {}: {} done", meetingId, step.name());
      }
      dropChat(meetingId);
      database.write(handle -> handle.execute("DELETE FROM meeting WHERE id = ?", meetingId));
    } catch (RuntimeException e) {
      log.warn(
          "Deleting meeting {} is interrupted, and goes on later: {}", meetingId, e.toString());
    }
  }

  /** The cascade of the row would do it too, but in one transaction, however much there is. */
  private void dropChat(String meetingId) {
    int dropped = CHAT_BATCH;
    while (dropped == CHAT_BATCH) {
      dropped =
          database.write(
              handle ->
                  handle.execute(
                      """
                      DELETE FROM chat_message WHERE meeting_id = ? AND id IN
                        (SELECT id FROM chat_message WHERE meeting_id = ? ORDER BY id LIMIT ?)\
                      """,
                      meetingId,
                      meetingId,
                      CHAT_BATCH));
    }
  }

  /**
   * Goes on with what was interrupted; at start, and now and then.
   *
   * @return how many meetings were still marked
   */
  public int resume() {
    List<String> marked =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT id FROM meeting WHERE deleted_at IS NOT NULL")
                    .mapTo(String.class)
                    .list());
    marked.forEach(this::finish);
    return marked.size();
  }
}
