package io.plenum.signaling.stream;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingRefused;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.stream.StreamKey.WithSecret;
import io.plenum.signaling.stream.StreamRefused.Reason;
import io.plenum.storage.crypto.Sha256;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The stream keys of all meetings, as their organizers make and end them. Of a key's secret, 256
 * random bits, only a hash is kept, so it is shown once. Any thread may call; calls block on the
 * database.
 */
public final class StreamKeys {
  /** Keys of one meeting: a dozen cameras, as many players, and plenty of room. */
  public static final int LIMIT = 50;

  /** How long a key lives whose organizer does not say: a day's production. */
  public static final Duration USUAL_LIFE = Duration.ofDays(1);

  /** The longest life of a key. */
  public static final Duration LONGEST_LIFE = Duration.ofDays(366);

  /** How long the organizer still sees a key that has expired. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  /** A secret of {@link RandomId#secret} has 43 characters. */
  private static final int MAX_SECRET_LENGTH = 64;

  private final Database database;
  private final Meetings meetings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final AuditLog audit;
  private final Consumer<String> onEnded;

  /**
   * The keys in this database.
   *
   * @param random a secure source
   * @param onEnded told of each key (its id) that is no more, after the transaction
   */
  public StreamKeys(
      Database database,
      Meetings meetings,
      InstantSource clock,
      RandomGenerator random,
      AuditLog audit,
      Consumer<String> onEnded) {
    this.database = database;
    this.meetings = meetings;
    this.clock = clock;
    this.random = random;
    this.audit = audit;
    this.onEnded = onEnded;
  }

  /**
   * Makes a key of a meeting that the caller organizes.
   *
   * @param source where the caller is, for the audit log
   * @param life empty: {@link #USUAL_LIFE}; of more than {@link #LONGEST_LIFE} that
   * @throws MeetingRefused when there is no such meeting, or it is somebody else's
   * @throws StreamRefused when the meeting has {@link #LIMIT}
   */
  public WithSecret make(
      Principal by,
      String source,
      String meetingId,
      StreamScope scope,
      String name,
      Optional<Duration> life) {
    String id = RandomId.next(random);
    String secret = RandomId.secret(random);
    Instant now = Instant.ofEpochMilli(clock.millis());
    Duration lasts = life.orElse(USUAL_LIFE);
    Instant end = now.plus(lasts.compareTo(LONGEST_LIFE) < 0 ? lasts : LONGEST_LIFE);
    StreamKey key = new StreamKey(id, meetingId, scope, name, now, end);
    return database.write(
        handle -> {
          Meeting meeting = organized(handle, by, meetingId);
          if (StreamKeyRows.count(handle, meetingId, now) >= LIMIT) {
            throw new StreamRefused(
                Reason.TOO_MANY_KEYS, "The meeting has " + LIMIT + " stream keys; end some.");
          }
          StreamKeyRows.insert(handle, key, by.userId(), Sha256.hex(secret));
          tell(handle, AuditKind.STREAM_KEY_MADE, by, source, meeting, key);
          return new WithSecret(key, secret);
        });
  }

  /**
   * The keys of a meeting that the caller organizes, the oldest first; also those that have
   * expired.
   *
   * @throws MeetingRefused when there is no such meeting, or it is somebody else's
   */
  public List<StreamKey> list(Principal by, String meetingId) {
    return database.read(
        handle -> StreamKeyRows.ofMeeting(handle, organized(handle, by, meetingId).id()));
  }

  /**
   * Ends a key of a meeting that the caller organizes, and at once every stream that came by it.
   *
   * @throws MeetingRefused when there is no such key or meeting, or it is somebody else's
   */
  public void end(Principal by, String source, String meetingId, String id) {
    database.write(
        handle -> {
          Meeting meeting = meetings.entered(handle, by, meetingId);
          StreamKey key =
              StreamKeyRows.ofMeeting(handle, meetingId, id).orElseThrow(MeetingRefused::notFound);
          requireOrganizer(meeting, by);
          StreamKeyRows.delete(handle, id);
          tell(handle, AuditKind.STREAM_KEY_ENDED, by, source, meeting, key);
          return null;
        });
    onEnded.accept(id);
  }

  /** The key that a secret opens, if it has not ended. Total: any text is answered. */
  public Optional<StreamKey> bySecret(String secret) {
    if (secret.length() > MAX_SECRET_LENGTH) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return database
        .read(handle -> StreamKeyRows.bySecret(handle, Sha256.hex(secret)))
        .filter(key -> key.expiresAt().isAfter(now));
  }

  /**
   * Whether a key has not ended meanwhile, and is as good as when it was made; its expiry is
   * nothing to who is in.
   */
  boolean stands(StreamKey key) {
    return database.read(handle -> StreamKeyRows.stands(handle, key.id()));
  }

  /** Forgets keys that ended {@link #REMEMBERED} ago; returns how many. */
  public int sweep() {
    Instant before = clock.instant().minus(REMEMBERED);
    return database.write(handle -> StreamKeyRows.sweep(handle, before));
  }

  private Meeting organized(Handle handle, Principal who, String meetingId) {
    Meeting meeting = meetings.entered(handle, who, meetingId);
    requireOrganizer(meeting, who);
    return meeting;
  }

  private static void requireOrganizer(Meeting meeting, Principal who) {
    if (!meeting.organizerId().equals(who.userId())) {
      throw new MeetingRefused(
          MeetingRefused.Reason.NOT_ORGANIZER, "Only the organizer has to do with stream keys.");
    }
  }

  private void tell(
      Handle handle, AuditKind kind, Principal by, String source, Meeting meeting, StreamKey key) {
    audit.append(
        handle,
        new AuditEvent(
            meeting.accountId(),
            kind,
            by.actor(source),
            Optional.of(meeting.id()),
            Map.of(
                "streamKey", key.id(),
                "scope", key.scope().text(),
                "expiresAt", key.expiresAt().toString()),
            Map.of("keyName", key.name())));
  }
}
