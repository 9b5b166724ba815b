package io.plenum.node;

import io.micrometer.core.instrument.Gauge;
import io.plenum.sfu.loop.MediaConfig;
import io.plenum.sfu.loop.MediaServer;
import io.plenum.sfu.net.LocalAddresses;
import io.plenum.signaling.api.StreamParts;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.invite.Invite;
import io.plenum.signaling.invite.MeetingDesk;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.session.LiveSessions;
import io.plenum.signaling.session.LocalMediaNode;
import io.plenum.signaling.session.Moment;
import io.plenum.signaling.session.SessionRows;
import io.plenum.signaling.session.Surroundings;
import io.plenum.signaling.socket.MessageWriter;
import io.plenum.signaling.socket.RelayAccess;
import io.plenum.signaling.stream.StreamKeys;
import io.plenum.signaling.stream.StreamScope;
import io.plenum.signaling.stream.Streams;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together the live sessions and the media that flows in them. */
record SessionAssembly(
    LiveSessions sessions,
    SessionFacts facts,
    MessageWriter writer,
    MediaServer media,
    RelayAccess relays) {
  private static final Logger log = LoggerFactory.getLogger(SessionAssembly.class);

  /**
   * A media loop fills a core; signaling, crypto of the handshakes and the database need others.
   */
  private static final int CORES_PER_MEDIA_LOOP = 2;

  /**
   * Starts media, and the sessions that the last run left.
   *
   * @throws IllegalStateException when the port for media cannot be had
   */
  static SessionAssembly start(
      Foundation base, PeopleAssembly people, ContentAssembly content, Meetings meetings) {
    MediaServer media = startMedia(base);
    SessionFacts facts = new SessionFacts(meetings, people.identity().accounts());
    RelayAccess relays = relays(base);
    MessageWriter writer =
        new MessageWriter(
            Version.text(), code -> base.site().get() + "/m/" + code + "/live", relays);
    LiveSessions sessions =
        new LiveSessions(
            new Surroundings(
                new SessionRows(base.database(), people.audit()),
                content.chat(),
                content.feed(),
                facts,
                new LocalMediaNode(media),
                writer::write,
                () -> new Moment(System.nanoTime(), base.clock().instant())),
            base.random());
    base.parts().started("live sessions", sessions);
    int restored = sessions.restore();
    if (restored > 0) {
      log.info("{} live sessions go on where the last run left them", restored);
    }
    return new SessionAssembly(sessions, facts, writer, media, relays);
  }

  private static RelayAccess relays(Foundation base) {
    return base.configuration()
        .media()
        .turn()
        .map(turn -> new RelayAccess(turn.urls(), turn.secret(), base.clock()))
        .orElse(RelayAccess.NONE);
  }

  private static MediaServer startMedia(Foundation base) {
    try {
      Configuration.Media settings = base.configuration().media();
      MediaConfig config =
          new MediaConfig(
              settings.addresses().isEmpty() ? LocalAddresses.usable() : settings.addresses(),
              base.configuration().publicAddress(),
              settings.port(),
              settings.tcp(),
              settings.stunServers(),
              settings.loops().orElseGet(SessionAssembly::loopsOfThisMachine),
              settings.path(),
              settings.splitAt(),
              settings.cipher());
      MediaServer media = base.parts().started("media", MediaServer.start(config));
      if (!settings.stunServers().isEmpty()) {
        base.parts().started("STUN names", StunNames.start(settings.stunServers(), media::ask));
      }
      MediaMetrics.bind(media, base.metrics());
      base.health().add("media", media::running);
      return media;
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("Media cannot start: " + e.getMessage(), e);
    }
  }

  private static int loopsOfThisMachine() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / CORES_PER_MEDIA_LOOP);
  }

  /** What machines enter the sessions by: WHIP and WHEP. */
  StreamParts streams(Foundation base, Meetings meetings, AuditLog audit) {
    StreamKeys keys =
        new StreamKeys(
            base.database(), meetings, base.clock(), base.random(), audit, sessions::revoke);
    Streams streams = new Streams(keys, meetings, sessions, facts::of, base.random());
    for (StreamScope scope : StreamScope.values()) {
      Gauge.builder("plenum.streams", streams, all -> all.count(scope))
          .description("streams by WHIP (publish) and WHEP (view)")
          .tag("scope", scope.text())
          .register(base.metrics());
    }
    return new StreamParts(keys, streams, relays::links);
  }

  /** Hears from now on what changes in meetings. */
  void follow(MeetingDesk desk) {
    desk.onChanged(meeting -> sessions.meetingChanged(facts.of(meeting)));
    desk.onInvited(
        invited ->
            sessions.invited(
                invited.meeting().id(),
                invited.by(),
                invited.invites().stream().map(Invite::name).toList()));
  }
}
