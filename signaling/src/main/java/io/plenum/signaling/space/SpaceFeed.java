package io.plenum.signaling.space;

import io.plenum.signaling.space.SpaceLog.Entry;
import io.plenum.signaling.space.SpaceLog.Head;
import io.plenum.signaling.space.SpaceLog.MessageLookup;
import io.plenum.storage.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells followers what changes in a meeting's space, each change once and in the order of its
 * number, whoever wrote it: threads that commit one after the other may announce the other way
 * round. Any thread may call; calls may block on the database.
 */
public final class SpaceFeed {
  private static final Logger LOG = LoggerFactory.getLogger(SpaceFeed.class);

  /** Whoever missed more than this reads everything again, which costs less. */
  static final int BACKLOG_LIMIT = 500;

  private final Database database;
  private final MessageLookup messages;
  private final Map<String, Channel> channels = new ConcurrentHashMap<>();

  /** A feed that nobody follows yet. */
  public SpaceFeed(Database database, MessageLookup messages) {
    this.database = database;
    this.messages = messages;
  }

  /** Ends when closed; closing twice does no harm. */
  public interface Following extends AutoCloseable {
    @Override
    void close();
  }

  /** The number of the newest change; 0 before the first. */
  public long head(String meetingId) {
    return database.read(handle -> SpaceLog.head(handle, meetingId)).event();
  }

  /**
   * Tells {@code follower} what changed after {@code since}, then everything that changes from now
   * on. It is called by whoever announces, one change at a time, and must neither block nor throw.
   *
   * @param since the number of the last change that the follower knows
   */
  public Following follow(String meetingId, long since, Consumer<SpaceChange> follower) {
    while (true) {
      Channel channel = channels.computeIfAbsent(meetingId, Channel::new);
      if (channel.join(follower, since)) {
        return () -> channel.leave(follower);
      }
      // The channel's last follower had just left; the next round makes a new one.
    }
  }

  /**
   * Tells the followers of a change that was committed. What is committed is not undone by anything
   * that goes wrong here, so nothing is thrown: a change that could not be told comes with the
   * next.
   */
  public void announce(String meetingId, SpaceChange change) {
    Channel channel = channels.get(meetingId);
    if (channel != null) {
      try {
        channel.announce(change);
      } catch (RuntimeException failure) {
        LOG.warn("meeting {}: followers are behind", meetingId, failure);
      }
    }
  }

  /** Tells the followers of a meeting that was deleted, and forgets them. */
  public void gone(String meetingId) {
    Channel channel = channels.remove(meetingId);
    if (channel != null) {
      channel.end();
    }
  }

  /** How many meetings are followed. */
  int size() {
    return channels.size();
  }

  /** What happened after a number, all in one snapshot. */
  private record Backlog(Head head, List<SpaceChange> changes) {}

  private Backlog backlog(String meetingId, long since) {
    return database.read(
        handle -> {
          Head head = SpaceLog.head(handle, meetingId);
          long missed = head.event() - since;
          List<Entry> kept =
              missed > 0 && missed <= BACKLOG_LIMIT
                  ? SpaceLog.after(handle, meetingId, since, BACKLOG_LIMIT)
                  : List.of();
          if (kept.size() != missed) {
            return new Backlog(head, List.of(new SpaceChange.Reset(head.event())));
          }
          return new Backlog(
              head,
              kept.stream()
                  .flatMap(entry -> entry.read(handle, meetingId, messages).stream())
                  .toList());
        });
  }

  /** The followers of one meeting, who all know the same. Every method takes the lock. */
  private final class Channel {
    private final String meetingId;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<SpaceChange>> followers = new ArrayList<>();
    private long last;
    private boolean over;

    Channel(String meetingId) {
      this.meetingId = meetingId;
    }

    /** False: this channel is over. */
    boolean join(Consumer<SpaceChange> follower, long since) {
      lock.lock();
      try {
        if (over) {
          return false;
        }
        if (!followers.isEmpty()) {
          catchUp();
        }
        Backlog missed = backlog(meetingId, since);
        last = followers.isEmpty() ? missed.head().event() : last;
        followers.add(follower);
        missed.changes().stream().filter(this::dueNow).forEach(follower);
        return true;
      } finally {
        endIfEmpty();
        lock.unlock();
      }
    }

    /** What was committed just now comes to all followers together. */
    private boolean dueNow(SpaceChange change) {
      return change.number() <= last || change instanceof SpaceChange.Reset;
    }

    void announce(SpaceChange change) {
      lock.lock();
      try {
        if (over || change.number() <= last) {
          return;
        }
        if (change.number() == last + 1) {
          last = change.number();
          followers.forEach(follower -> follower.accept(change));
        } else {
          catchUp();
        }
      } finally {
        lock.unlock();
      }
    }

    private void catchUp() {
      Backlog missed = backlog(meetingId, last);
      last = missed.head().event();
      missed.changes().forEach(change -> followers.forEach(follower -> follower.accept(change)));
    }

    void leave(Consumer<SpaceChange> follower) {
      lock.lock();
      try {
        followers.remove(follower);
        endIfEmpty();
      } finally {
        lock.unlock();
      }
    }

    private void endIfEmpty() {
      if (followers.isEmpty() && !over) {
        over = true;
        channels.remove(meetingId, this);
      }
    }

    void end() {
      lock.lock();
      try {
        over = true;
        followers.forEach(follower -> follower.accept(new SpaceChange.Gone(last)));
        followers.clear();
      } finally {
        lock.unlock();
      }
    }
  }
}
