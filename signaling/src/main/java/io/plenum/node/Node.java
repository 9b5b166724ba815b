package io.plenum.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.api.AdminParts;
import io.plenum.signaling.api.CallRules;
import io.plenum.signaling.api.Caller;
import io.plenum.signaling.api.HttpEdge;
import io.plenum.signaling.api.Idempotency;
import io.plenum.signaling.api.MeetingParts;
import io.plenum.signaling.api.PeopleParts;
import io.plenum.signaling.api.SignOnParts;
import io.plenum.signaling.api.SpaceParts;
import io.plenum.signaling.audit.AuditArchive;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.SetupToken;
import io.plenum.signaling.invite.MeetingDesk;
import io.plenum.signaling.meeting.MeetingDeletion;
import io.plenum.signaling.meeting.MeetingDeletion.Step;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.post.OutboxRows;
import io.plenum.signaling.removal.OwnedMeetings;
import io.plenum.signaling.removal.PersonalData;
import io.plenum.signaling.removal.Removals;
import io.plenum.signaling.session.SeatPasses;
import io.plenum.signaling.session.SessionHistory;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running Plenum. It starts store → identity and meetings → media → live sessions → HTTP, and
 * stops in the reverse order, so that nobody can ask for what is not there.
 */
public final class Node implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Node.class);

  /** The whole stop stays below the 30 s that service managers grant. */
  private static final Duration STOP_BOUND = Duration.ofSeconds(5);

  private static final Duration SWEEP_EVERY = Duration.ofHours(1);

  /**
   * How long a live socket may outlast the hour of an assumed role, and a deletion that was
   * interrupted waits.
   */
  private static final Duration END_EVERY = Duration.ofMinutes(1);

  private final StopOrder parts = new StopOrder(STOP_BOUND);
  private final Health health = new Health();
  private final Configuration configuration;
  private final InstantSource clock;

  /** Null until it listens. Those who write messages to its sockets ask for its port. */
  private volatile HttpEdge http;

  private Optional<String> setupLink = Optional.empty();

  private Node(Configuration configuration, InstantSource clock) {
    this.configuration = configuration;
    this.clock = clock;
  }

  /**
   * Starts everything. What had started is stopped again when a part refuses to.
   *
   * @throws io.plenum.storage.StorageRefused when the data folder or its key cannot be used
   * @throws IllegalStateException when a port cannot be had
   */
  public static Node start(Configuration configuration) {
    return start(configuration, InstantSource.system());
  }

  /** As {@link #start(Configuration)}, with a wall clock of the caller's. */
  public static Node start(Configuration configuration, InstantSource clock) {
    Node node = new Node(configuration, clock);
    try {
      node.startParts();
      return node;
    } catch (RuntimeException | Error e) {
      node.close();
      throw e;
    }
  }

  private void startParts() {
    HttpEdge.readAhead();
    Foundation base = Foundation.lay(configuration, clock, parts, health, this::url);
    PostAssembly post = PostAssembly.of(base);
    PeopleAssembly people = PeopleAssembly.start(base, post);
    Meetings meetings = new Meetings(base.database(), clock, base.random());
    SignOnParts signOn = SignOnAssembly.start(base, people);
    ContentAssembly content = ContentAssembly.start(base, post, people);
    post.start(base);
    SessionAssembly live = SessionAssembly.start(base, people, content, meetings);
    MeetingDeletion deletion = deletion(base, content, live);
    MeetingParts meetingParts =
        MeetingAssembly.of(
            MeetingAssembly.Ground.of(base, post, people, live.sessions()), meetings, deletion);
    live.follow(meetingParts.desk());
    Removals removals =
        removals(
            base,
            people,
            meetingParts.desk(),
            deletion,
            List.of(
                content.files()::endAccount,
                post.endpoints()::endAccount,
                signOn.signOn()::endAccount));
    removals.onUserGone(live.sessions()::userGone);
    HttpEdge.Parts edge =
        new HttpEdge.Parts(
            new PeopleParts(
                people.identity(),
                new SetupToken(configuration.setupToken(), base.random()),
                removals,
                new PersonalData(base.database(), people.identity(), people.audit())),
            signOn,
            meetingParts,
            new SpaceParts(
                content.chat(),
                content.feed(),
                content.files(),
                live.sessions(),
                new SeatPasses(base.database()),
                new SessionHistory(base.database()),
                live.streams(base, meetings, people.audit())),
            new AdminParts(
                people.audit(),
                new AuditArchive(
                    base.database(), people.audit(), AuditPlaces.of(configuration).checkpoints()),
                post.endpoints(),
                post.destinations()::faultOf),
            callRules(base),
            clock,
            Version.text());
    startHousekeeping(base, edge, content, deletion);
    parts.started("removals", RemovalWorker.start(removals));
    http = WebAssembly.start(base, edge, live);
    MediaOnHttpPort.open(base, live.media(), http.port());
    setupLink = setupLink(edge.people());
  }

  private static MeetingDeletion deletion(
      Foundation base, ContentAssembly content, SessionAssembly live) {
    return MeetingAssembly.deletion(
        base.database(),
        base.clock(),
        List.of(
            new Step("live session", live.sessions()::meetingDeleted),
            new Step("files", content.files()::deleteAllOf),
            new Step("space", content.feed()::gone)));
  }

  private static Removals removals(
      Foundation base,
      PeopleAssembly people,
      MeetingDesk desk,
      MeetingDeletion deletion,
      List<Consumer<String>> accountSteps) {
    return new Removals(
        base.database(),
        base.clock(),
        people.identity(),
        people.audit(),
        new OwnedMeetings(desk::handOver, desk::deleteAll, deletion::finish),
        accountSteps);
  }

  private CallRules callRules(Foundation base) {
    Configuration.Http settings = configuration.http();
    return new CallRules(
        new Caller(settings.publicUrl(), settings.trustedProxies()),
        new RateLimit(base.database(), clock),
        new Idempotency(base.database(), clock, base.random()),
        settings.requestsPerMinute());
  }

  private void startHousekeeping(
      Foundation base, HttpEdge.Parts edge, ContentAssembly content, MeetingDeletion deletion) {
    Identity identity = edge.people().identity();
    parts.started(
        "what has ended",
        Housekeeping.start(
            END_EVERY,
            List.of(
                identity.signIns()::sweep,
                deletion::resume,
                edge.space().streams().streams()::sweep)));
    parts.started("index of the chat", IndexUpkeep.start(base.database()));
    parts.started(
        "housekeeping",
        Housekeeping.start(
            SWEEP_EVERY,
            List.of(
                content
                        .chat()
                        .sweep(account -> identity.accounts().settings(account).chatKeptDays())
                    ::run,
                edge.rules().limit()::sweep,
                edge.rules().idempotency()::sweep,
                edge.signOn().keys()::rotate,
                edge.signOn().signOn()::sweep,
                edge.admin().endpoints()::sweep,
                edge.space().streams().keys()::sweep,
                () -> content.fileSweep().run().buried(),
                () -> base.database().write(rows -> OutboxRows.sweep(rows, clock.millis())))));
  }

  private Optional<String> setupLink(PeopleParts people) {
    return people.identity().accounts().setupNeeded()
        ? Optional.of(
            url() + "/setup#token=" + URLEncoder.encode(people.setupToken().reveal(), UTF_8))
        : Optional.empty();
  }

  /**
   * Where a browser on this machine (or, if one is configured, anywhere) finds the pages, without a
   * trailing slash.
   */
  public String url() {
    return configuration
        .http()
        .publicUrl()
        .map(Object::toString)
        .orElseGet(
            () ->
                (configuration.http().tls().isPresent() ? "https" : "http")
                    + "://localhost:"
                    + httpPort());
  }

  /** The port that pages and REST are served on: HTTPS's where there is TLS. */
  public int httpPort() {
    return http.port();
  }

  /** The port of plain HTTP that only leads to HTTPS; empty without TLS. */
  OptionalInt redirectPort() {
    return http.redirectPort();
  }

  /** The one-time link that makes the first account; empty once there is one. Secret. */
  public Optional<String> setupLink() {
    return setupLink;
  }

  /** Stops everything, in order and within a bound. */
  @Override
  public void close() {
    log.info("Stopping");
    parts.close();
    log.info("Stopped");
  }
}
