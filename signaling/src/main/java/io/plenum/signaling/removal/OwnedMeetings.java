package io.plenum.signaling.removal;

import io.plenum.signaling.audit.Actor;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * What the end of somebody asks of the meetings that they organize.
 *
 * @param handOver gives them all to somebody else
 * @param delete marks them all as deleted
 * @param finish deletes what is left of a marked meeting; may be called again
 */
public record OwnedMeetings(HandOver handOver, Delete delete, Consumer<String> finish) {

  /** Runs in the transaction that ends the user; returns how many meetings. */
  @FunctionalInterface
  public interface HandOver {
    int apply(Handle handle, Actor by, String fromUserId, String toUserId);
  }

  /** Runs in the transaction that ends the user; returns the ids of those that it marked. */
  @FunctionalInterface
  public interface Delete {
    List<String> apply(Handle handle, Actor by, String organizerId);
  }
}
