package io.plenum.signaling.socket;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.chat.Chat;
import io.plenum.signaling.chat.ChatLimits;
import io.plenum.signaling.identity.Device;
import io.plenum.signaling.identity.Identities;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.message.Attachment.FileCard;
import io.plenum.signaling.session.LiveSessions;
import io.plenum.signaling.session.Moment;
import io.plenum.signaling.session.SessionRows;
import io.plenum.signaling.session.SessionSettings;
import io.plenum.signaling.session.Surroundings;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/** A real server with a real database, whose clock can be put forward. */
final class LiveServer implements AutoCloseable {
  static final String PASSWORD = "Correct-horse-1";
  static final Device DEVICE = Identities.DEVICE;
  static final String SOURCE = DEVICE.source();

  final MasterKey key;
  final RecordingMediaNode media = new RecordingMediaNode();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Identity identity;
  final Meetings meetings;
  final SpaceFeed feed;
  final Chat chat;
  final LiveSessions sessions;
  final int restored;

  /** What every meeting settles. */
  volatile SessionSettings settings = SessionSettings.STANDARD;

  /** Whether people may edit and delete what they wrote. */
  volatile boolean changeable = true;

  private final AtomicLong aheadNs = new AtomicLong();
  private final Vertx vertx = Vertx.vertx();
  final Database database;
  private final PasswordHasher hasher;
  private final HttpServer http;

  private LiveServer(Database database, MasterKey key, SocketLimits limits) {
    this.key = key;
    SecureRandom random = new SecureRandom();
    this.database = database;
    hasher = new PasswordHasher(random);
    InstantSource clock = () -> Instant.now().plusNanos(aheadNs.get());
    AuditLog audit = new AuditLog(clock, random, "test");
    identity = Identities.of(database, clock, random, hasher);
    meetings = new Meetings(database, clock, random);
    MessageWriter writer = new MessageWriter("0.1.0", LiveServer::liveUrl, RelayAccess.NONE);
    feed = Chat.feed(database);
    chat =
        new Chat(
            database,
            feed,
            clock,
            audit,
            new Chat.Rules(account -> changeable, this::file, new ChatLimits(1_000, 1_000)));
    Surroundings around =
        new Surroundings(
            new SessionRows(database, audit),
            chat,
            feed,
            meeting -> settings,
            media,
            writer::write,
            () -> new Moment(System.nanoTime() + aheadNs.get(), clock.instant()));
    sessions = new LiveSessions(around, random);
    restored = sessions.restore();
    LiveSocketRoute.Parts parts =
        new LiveSocketRoute.Parts(
            vertx,
            identity,
            meetings,
            new RateLimit(database, clock),
            sessions,
            meters,
            clock,
            request -> "http://plenum.test".equals(request.getHeader("Origin")),
            request -> request.getParam("source", UUID.randomUUID().toString()),
            request -> request.remoteAddress().toString());
    Router router = Router.router(vertx);
    new LiveSocketRoute(parts, limits, writer).mount(router);
    HttpServerOptions options =
        LiveSocketRoute.prepare(
            new HttpServerOptions().setHost("127.0.0.1").setPort(0).setWebSocketClosingTimeout(1),
            limits);
    http = vertx.createHttpServer(options).requestHandler(router).listen().await();
  }

  static LiveServer start(Path folder, MasterKey key) {
    return start(folder, key, SocketLimits.STANDARD);
  }

  static LiveServer start(TestDatabase store) {
    return new LiveServer(
        store.open(), MasterKey.random(new SecureRandom()), SocketLimits.STANDARD);
  }

  static LiveServer start(Path folder, MasterKey key, SocketLimits limits) {
    Database database = Database.open(new DatabaseConfig(folder, key, new SecureRandom()));
    return new LiveServer(database, key, limits);
  }

  /** The first account's first user. */
  SignedIn setUp() {
    return identity.accounts().setUp("Acme", "Ann", email("Ann"), PASSWORD, DEVICE);
  }

  /** One more user of the first account. */
  SignedIn colleague(String name) {
    return colleague(name, Role.USER);
  }

  SignedIn colleague(String name, Role role) {
    String account = identity.verify(signIn("Ann").accessToken()).orElseThrow().accountId();
    Identities.add(identity, account, name, email(name), role, PASSWORD);
    return signIn(name);
  }

  /** A user of another account. */
  SignedIn stranger(String name) {
    colleague(name);
    database.write(
        handle -> {
          handle.execute("INSERT INTO account (id, name, created_at) VALUES ('other', 'Other', 0)");
          return handle.execute(
              "UPDATE account_user SET account_id = 'other' WHERE name = ?", name);
        });
    return signIn(name);
  }

  SignedIn signIn(String name) {
    return identity.signIns().signIn(email(name), PASSWORD, DEVICE).orElseThrow();
  }

  private static String email(String name) {
    return name + "@acme.test";
  }

  Meeting meeting(SignedIn organizer) {
    return meetings.create(identity.verify(organizer.accessToken()).orElseThrow(), "Weekly");
  }

  int port() {
    return http.actualPort();
  }

  String url(String code) {
    return "ws://127.0.0.1:" + port() + "/api/v1/meetings/" + code + "/live";
  }

  void putForward(Duration time) {
    aheadNs.addAndGet(time.toNanos());
  }

  double rejects(String reason) {
    var counter = meters.find("plenum.socket.rejects").tag("reason", reason).counter();
    return counter == null ? 0 : counter.count();
  }

  /** Stops as a crash does: nothing is ended, nothing is written. */
  @Override
  public void close() {
    sessions.close();
    http.close().await();
    vertx.close().await();
    hasher.close();
    database.close();
  }

  /** Every meeting has one file. */
  private Optional<FileCard> file(Handle handle, String meetingId, String fileId) {
    return fileId.equals("f1")
        ? Optional.of(new FileCard("f1", "plan.pdf", 1_000, "application/pdf"))
        : Optional.empty();
  }

  private static String liveUrl(String code) {
    return "/m/" + code + "/live";
  }
}
