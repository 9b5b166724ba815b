package io.plenum.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plenum.sfu.loop.MediaConfig;
import io.plenum.sfu.loop.MediaServer;
import io.plenum.sfu.net.LocalAddresses;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.access.Source;
import io.plenum.signaling.api.Caller;
import io.plenum.signaling.api.DevelopmentCertificate;
import io.plenum.signaling.api.HttpEdge;
import io.plenum.signaling.api.Idempotency;
import io.plenum.signaling.api.MeetingParts;
import io.plenum.signaling.api.Tls;
import io.plenum.signaling.audit.AuditArchive;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.chat.Chat;
import io.plenum.signaling.chat.ChatLimits;
import io.plenum.signaling.delivery.Destinations;
import io.plenum.signaling.delivery.MailCourier;
import io.plenum.signaling.delivery.Postman;
import io.plenum.signaling.delivery.WebhookCourier;
import io.plenum.signaling.file.AttachmentRef;
import io.plenum.signaling.file.Cells;
import io.plenum.signaling.file.FileSweep;
import io.plenum.signaling.file.Files;
import io.plenum.signaling.identity.Accounts;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.identity.SetupToken;
import io.plenum.signaling.identity.remote.DomainRecords;
import io.plenum.signaling.identity.remote.RemoteAddresses;
import io.plenum.signaling.identity.remote.RemoteHttp;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.signaling.identity.token.SigningKeys;
import io.plenum.signaling.invite.Invite;
import io.plenum.signaling.meeting.MeetingDeletion;
import io.plenum.signaling.meeting.MeetingDeletion.Step;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.message.Attachment;
import io.plenum.signaling.post.AuditedEvents;
import io.plenum.signaling.post.Endpoints;
import io.plenum.signaling.post.Outbox;
import io.plenum.signaling.post.OutboxRows;
import io.plenum.signaling.post.Webhooks;
import io.plenum.signaling.removal.OwnedMeetings;
import io.plenum.signaling.removal.PersonalData;
import io.plenum.signaling.removal.Removals;
import io.plenum.signaling.search.ChatIndex;
import io.plenum.signaling.search.ChatIndexing;
import io.plenum.signaling.session.LiveSessions;
import io.plenum.signaling.session.LocalMediaNode;
import io.plenum.signaling.session.Moment;
import io.plenum.signaling.session.SeatPasses;
import io.plenum.signaling.session.SessionHistory;
import io.plenum.signaling.session.SessionRows;
import io.plenum.signaling.session.Surroundings;
import io.plenum.signaling.socket.LiveSocketRoute;
import io.plenum.signaling.socket.MessageWriter;
import io.plenum.signaling.socket.SocketLimits;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.storage.backup.Backup;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  /**
   * A media loop fills a core; signaling, crypto of the handshakes and the database need others.
   */
  private static final int CORES_PER_MEDIA_LOOP = 2;

  private static final Duration SWEEP_EVERY = Duration.ofHours(1);

  /** How long a live socket may outlast the hour of an assumed role. */
  private static final Duration END_EVERY = Duration.ofMinutes(1);

  private final StopOrder parts = new StopOrder(STOP_BOUND);
  private final Health health = new Health();
  private final Configuration configuration;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

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
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Database database = startDatabase(metrics);
    MasterKey masterKey = new Store(configuration, random).masterKey();
    Cells cells =
        parts.started("objects", ObjectCells.open(configuration, masterKey, random, clock)).cells();
    Vertx vertx = vertx(metrics);
    AutoCloseable eventLoops = () -> vertx.close().toCompletionStage().toCompletableFuture().join();
    parts.started("event loops", eventLoops);
    PasswordHasher hasher = parts.started("passwords", new PasswordHasher(random));
    SigningKeys keys = new SigningKeys(database, clock);
    AccessTokens tokens = new AccessTokens(keys, issuer(), clock);
    Supplier<String> ids = () -> RandomId.next(random);
    Outbox outbox = new Outbox(clock, ids, configuration.mail().isPresent());
    Webhooks webhooks = new Webhooks(outbox, clock, ids);
    AuditLog audit =
        new AuditLog(clock, random, configuration.nodeName())
            .alsoTelling(new AuditedEvents(webhooks)::tell);
    Identity identity =
        new Identity(
            new Identity.Parts(
                tokens,
                database,
                clock,
                random,
                hasher,
                configuration.cell(),
                audit,
                outbox,
                this::url));
    startAuditTrail(database, audit, identity);
    Meetings meetings = new Meetings(database, clock, random);
    RateLimit limit = new RateLimit(database, clock);
    SignOnAssembly assembly = new SignOnAssembly(database, clock, random, identity, audit);
    RemoteHttp remote = parts.started("outward HTTP", remote(vertx));
    HttpEdge.SignOnParts signOn =
        assembly.make(tokens, keys, remote, new DomainRecords(vertx, Optional.empty()));
    Idempotency idempotency = new Idempotency(database, clock, random);
    Endpoints endpoints = new Endpoints(database, clock, random, ids);
    Destinations destinations = new Destinations(configuration.webhooksAllowed());
    SpaceFeed feed = Chat.feed(database);
    Chat chat = new Chat(database, feed, clock, audit, chatRules(identity.accounts()));
    Files files =
        new Files(
            database,
            identity.accounts()::byId,
            cells,
            audit,
            webhooks,
            new Files.Space(feed, chat::forgetFile),
            clock,
            ids);
    FileSweep fileSweep = new FileSweep(database, files, cells, clock);
    parts.started("post", startPost(vertx, database, endpoints, destinations));
    ChatIndexing.fill(database, ChatIndex.of(database.dialect()));

    MediaServer media = startMedia(metrics);
    MessageWriter writer = new MessageWriter(Version.text(), this::liveUrl);
    LiveSessions sessions =
        startSessions(
            new Surroundings(
                new SessionRows(database, audit),
                chat,
                feed,
                new SessionFacts(meetings, identity.accounts()),
                new LocalMediaNode(media),
                writer::write,
                () -> new Moment(System.nanoTime(), clock.instant())));
    MeetingDeletion deletion =
        MeetingAssembly.deletion(
            database,
            clock,
            List.of(
                new Step("live session", sessions::meetingDeleted),
                new Step("files", files::deleteAllOf),
                new Step("space", feed::gone)));
    MeetingParts meetingParts =
        MeetingAssembly.of(
            new MeetingAssembly.Ground(
                database,
                clock,
                random,
                audit,
                outbox,
                webhooks,
                this::url,
                configuration.dialIn(),
                sessions::live),
            meetings,
            deletion);
    Removals removals =
        new Removals(
            database,
            clock,
            identity,
            audit,
            new OwnedMeetings(
                meetingParts.desk()::handOver, meetingParts.desk()::deleteAll, deletion::finish),
            List.of(files::endAccount, endpoints::endAccount, signOn.signOn()::endAccount));
    removals.onUserGone(sessions::userGone);
    SessionFacts facts = new SessionFacts(meetings, identity.accounts());
    meetingParts.desk().onChanged(meeting -> sessions.meetingChanged(facts.of(meeting)));
    meetingParts
        .desk()
        .onInvited(
            invited ->
                sessions.invited(
                    invited.meeting().id(),
                    invited.by(),
                    invited.invites().stream().map(Invite::name).toList()));
    parts.started("sign-ins", Housekeeping.start(END_EVERY, List.of(identity.signIns()::sweep)));
    parts.started(
        "housekeeping",
        Housekeeping.start(
            SWEEP_EVERY,
            List.of(
                chat.sweep(account -> identity.accounts().settings(account).chatKeptDays())::run,
                identity.signIns()::sweep,
                limit::sweep,
                idempotency::sweep,
                keys::rotate,
                signOn.signOn()::sweep,
                endpoints::sweep,
                deletion::resume,
                () -> fileSweep.run().buried(),
                () -> database.write(handle -> OutboxRows.sweep(handle, clock.millis())))));
    Gauge.builder("plenum_letters_waiting", database, it -> it.read(OutboxRows::waiting))
        .description("Mails and webhook events that wait to be delivered")
        .register(metrics);
    Caller caller =
        new Caller(configuration.http().publicUrl(), configuration.http().trustedProxies());
    LiveSocketRoute live =
        new LiveSocketRoute(
            new LiveSocketRoute.Parts(
                vertx,
                identity,
                meetings,
                limit,
                sessions,
                metrics,
                clock,
                caller::isSameOrigin,
                request -> Source.of(caller.address(request)),
                caller::addressAndPort),
            SocketLimits.STANDARD,
            writer);
    parts.started("removals", RemovalWorker.start(removals));
    startHttp(
        metrics,
        vertx,
        caller,
        new Services(
            identity,
            removals,
            new PersonalData(database, identity, audit),
            meetingParts,
            limit,
            idempotency,
            endpoints,
            destinations,
            audit,
            new AuditArchive(database, audit, AuditPlaces.of(configuration).checkpoints()),
            files,
            new SeatPasses(database),
            signOn,
            chat,
            feed,
            sessions,
            new SessionHistory(database)),
        List.of(live::mount));
  }

  private RemoteHttp remote(Vertx vertx) {
    return new RemoteHttp(vertx, new RemoteAddresses(configuration.signOn().networks()));
  }

  private static Chat.Rules chatRules(Accounts accounts) {
    return new Chat.Rules(
        account -> accounts.settings(account).chatEditing(),
        (handle, meetingId, fileId) -> Files.ref(handle, meetingId, fileId).map(Node::card),
        ChatLimits.STANDARD);
  }

  private static Attachment.FileCard card(AttachmentRef file) {
    return new Attachment.FileCard(file.fileId(), file.name(), file.sizeBytes(), file.mediaType());
  }

  private Postman startPost(
      Vertx vertx, Database database, Endpoints endpoints, Destinations destinations) {
    return Postman.start(
        new Postman.Parts(
            database,
            clock,
            random,
            configuration.mail().map(server -> new MailCourier(server, clock, Optional.empty())),
            new WebhookCourier(
                vertx,
                endpoints,
                destinations,
                clock,
                Optional.empty(),
                WebhookCourier.Limits.STANDARD,
                Version.text())));
  }

  private String issuer() {
    return configuration.http().publicUrl().map(URI::toString).orElse(AccessTokens.UNNAMED_ISSUER);
  }

  private record Services(
      Identity identity,
      Removals removals,
      PersonalData personalData,
      MeetingParts meetings,
      RateLimit limit,
      Idempotency idempotency,
      Endpoints endpoints,
      Destinations destinations,
      AuditLog audit,
      AuditArchive archive,
      Files files,
      SeatPasses seats,
      HttpEdge.SignOnParts signOn,
      Chat chat,
      SpaceFeed feed,
      LiveSessions sessions,
      SessionHistory history) {}

  private Database startDatabase(PrometheusMeterRegistry metrics) {
    Store store = new Store(configuration, random);
    Database database = store.open(parts);
    startBackups(store);
    health.add(
        "database",
        () ->
            database.read(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one())
                == 1);
    Gauge.builder("plenum_database_waiting", database, Database::waiting)
        .description("Transactions that wait for the database")
        .register(metrics);
    return database;
  }

  /** Stops after all who append, before the database. */
  private void startAuditTrail(Database database, AuditLog audit, Identity identity) {
    AuditTrail trail =
        AuditTrail.start(
            database,
            audit,
            configuration,
            random,
            clock,
            account ->
                account.equals(AuditLog.SERVER)
                    ? configuration.audit().serverKeptDays()
                    : identity.accounts().settings(account).auditKeptDays());
    parts.started("audit", trail);
    parts.started("audit of this node", NodeEntries.started(database, audit, configuration));
    health.add("audit", trail::working);
  }

  private void startBackups(Store store) {
    if (configuration.backups().isEmpty()) {
      return;
    }
    if (configuration.postgres().isPresent()) {
      throw new ConfigurationRefused(
          Key.BACKUP_FOLDER.path()
              + " is for the embedded database; PostgreSQL has its own backups: docs/database.md.");
    }
    Backup backup = new Backup(configuration.dataDir(), store.existingMasterKey());
    parts.started(
        "backups",
        ScheduledBackups.start(
            backup, configuration.backups().get(), ZoneId.systemDefault(), clock));
  }

  private MediaServer startMedia(PrometheusMeterRegistry metrics) {
    try {
      Configuration.Media settings = configuration.media();
      MediaConfig config =
          new MediaConfig(
              settings.addresses().isEmpty() ? LocalAddresses.usable() : settings.addresses(),
              configuration.publicAddress(),
              settings.port(),
              settings.loops().orElseGet(Node::loopsOfThisMachine));
      MediaServer media = parts.started("media", MediaServer.start(config));
      MediaMetrics.bind(media, metrics);
      health.add("media", media::running);
      return media;
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException("Media cannot start: " + e.getMessage(), e);
    }
  }

  private static int loopsOfThisMachine() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / CORES_PER_MEDIA_LOOP);
  }

  private LiveSessions startSessions(Surroundings around) {
    LiveSessions sessions = parts.started("live sessions", new LiveSessions(around, random));
    int restored = sessions.restore();
    if (restored > 0) {
      log.info("{} live sessions go on where the last run left them", restored);
    }
    return sessions;
  }

  private String liveUrl(String accessCode) {
    return url() + "/m/" + accessCode + "/live";
  }

  private static Vertx vertx(PrometheusMeterRegistry metrics) {
    // Paths and methods are the client's words: as labels they would grow without bound. Routes are
    // ours.
    MicrometerMetricsOptions options =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .setJvmMetricsEnabled(true)
            .setLabels(EnumSet.of(Label.HTTP_ROUTE, Label.HTTP_CODE))
            .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
            .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
            // Whom webhooks and sign-on call is the accounts' word, too.
            .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
            .addDisabledMetricsCategory(MetricsDomain.NAMED_POOLS);
    return Vertx.builder()
        .with(new VertxOptions().setMetricsOptions(options))
        .withMetrics(new MicrometerMetricsFactory(metrics))
        .build();
  }

  private void startHttp(
      PrometheusMeterRegistry metrics,
      Vertx vertx,
      Caller caller,
      Services services,
      List<Consumer<Router>> sockets) {
    Configuration.Http settings = configuration.http();
    SetupToken setupToken = new SetupToken(configuration.setupToken(), random);
    HttpEdge.Parts edge =
        new HttpEdge.Parts(
            services.identity,
            services.removals,
            services.personalData,
            services.meetings,
            services.limit,
            services.idempotency,
            settings.requestsPerMinute(),
            services.endpoints,
            services.destinations::faultOf,
            services.audit,
            setupToken,
            services.archive,
            services.files,
            services.seats,
            services.signOn,
            services.chat,
            services.feed,
            services.sessions,
            services.history,
            clock,
            caller,
            Version.text());
    List<Consumer<Router>> before = new ArrayList<>(sockets);
    before.add(new HealthRoutes(health, metrics, caller, settings.metricsAllowed())::mount);
    http =
        parts.started(
            "HTTP",
            HttpEdge.start(
                vertx,
                new HttpEdge.Listening(
                    new InetSocketAddress(settings.host(), settings.port()),
                    settings.tls().map(this::tls)),
                edge,
                options -> LiveSocketRoute.prepare(options, SocketLimits.STANDARD),
                before));
    if (services.identity.accounts().setupNeeded()) {
      setupLink =
          Optional.of(url() + "/setup#token=" + URLEncoder.encode(setupToken.reveal(), UTF_8));
    }
  }

  private Tls tls(Configuration.Tls settings) {
    return switch (settings.certificate()) {
      case Configuration.Certificate.Files files ->
          new Tls(settings.port(), files.certificate(), files.key());
      case Configuration.Certificate.Development development -> {
        DevelopmentCertificate made =
            new DevelopmentCertificate(configuration.dataDir().resolve("tls"), development.host());
        made.prepare(random, clock.instant());
        yield new Tls(settings.port(), made.certificate(), made.key());
      }
    };
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
