package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.node.TestMeetings;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.audit.AuditArchive;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.chat.Chat;
import io.plenum.signaling.chat.ChatLimits;
import io.plenum.signaling.file.TestFiles;
import io.plenum.signaling.identity.Identities;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.identity.SetupToken;
import io.plenum.signaling.identity.oauth.ApiClients;
import io.plenum.signaling.identity.oauth.ClientTokens;
import io.plenum.signaling.identity.openid.Domains;
import io.plenum.signaling.identity.openid.SignOn;
import io.plenum.signaling.identity.remote.DomainRecords;
import io.plenum.signaling.identity.remote.RemoteAddresses;
import io.plenum.signaling.identity.remote.RemoteHttp;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.signaling.identity.token.SigningKeys;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.post.Endpoints;
import io.plenum.signaling.removal.OwnedMeetings;
import io.plenum.signaling.removal.PersonalData;
import io.plenum.signaling.removal.Removals;
import io.plenum.signaling.session.LiveSessions;
import io.plenum.signaling.session.Moment;
import io.plenum.signaling.session.SeatPasses;
import io.plenum.signaling.session.SessionHistory;
import io.plenum.signaling.session.SessionRows;
import io.plenum.signaling.session.SessionSettings;
import io.plenum.signaling.session.Surroundings;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.signaling.stream.StreamKeys;
import io.plenum.signaling.stream.Streams;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More people sign in at once than passwords may wait. */
class BusyPasswordsTest {
  private static final int AT_ONCE = 20;

  @TempDir Path folder;

  private static OwnedMeetings noMeetings() {
    return new OwnedMeetings((handle, by, from, to) -> 0, (handle, by, who) -> List.of(), id -> {});
  }

  @Test
  void answersWhenToTryAgain_andTheOthersAsUsual() {
    SecureRandom random = new SecureRandom();
    Vertx vertx = Vertx.vertx();
    try (Database database =
            Database.open(new DatabaseConfig(folder, MasterKey.random(random), random));
        PasswordHasher hasher = new PasswordHasher(random, 1)) {
      InstantSource clock = InstantSource.system();
      AuditLog audit = new AuditLog(clock, random, "test");
      SigningKeys keys = new SigningKeys(database, clock);
      AccessTokens tokens = new AccessTokens(keys, AccessTokens.UNNAMED_ISSUER, clock);
      Identity identity = Identities.of(database, clock, random, hasher);
      RemoteHttp remote = new RemoteHttp(vertx, new RemoteAddresses(List.of()));
      DomainRecords records = new DomainRecords(vertx, Optional.empty());
      SignOnParts signOn =
          new SignOnParts(
              new ApiClients(database, clock, random, identity.outsideSignIns(), audit),
              new ClientTokens(database, clock, identity.outsideSignIns(), tokens, audit),
              keys,
              new SignOn(database, clock, random, identity.outsideSignIns(), audit, remote),
              new Domains(database, clock, random, records, audit));
      SpaceFeed feed = Chat.feed(database);
      Chat.Rules rules =
          new Chat.Rules(
              account -> true, (handle, meeting, file) -> Optional.empty(), ChatLimits.STANDARD);
      Chat chat = new Chat(database, feed, clock, audit, rules);
      LiveSessions sessions =
          new LiveSessions(
              new Surroundings(
                  new SessionRows(database, audit),
                  chat,
                  feed,
                  meeting -> SessionSettings.STANDARD,
                  null, // nobody enters
                  message -> "",
                  () -> new Moment(System.nanoTime(), clock.instant())),
              random);
      HttpEdge.Parts parts =
          new HttpEdge.Parts(
              new PeopleParts(
                  identity,
                  new SetupToken(Optional.empty(), random),
                  new Removals(database, clock, identity, audit, noMeetings(), List.of()),
                  new PersonalData(database, identity, audit)),
              signOn,
              TestMeetings.on(database, clock),
              new SpaceParts(
                  chat,
                  feed,
                  TestFiles.none(database, folder, clock),
                  sessions,
                  new SeatPasses(database),
                  new SessionHistory(database),
                  noStreams(database, sessions, audit)),
              new AdminParts(
                  audit,
                  new AuditArchive(database, audit, folder.resolve("checkpoints")),
                  new Endpoints(database, clock, random, () -> RandomId.next(random)),
                  url -> Optional.empty()),
              new CallRules(
                  new Caller(Optional.empty(), List.of()),
                  new RateLimit(database, clock),
                  new Idempotency(database, clock, random),
                  1_200),
              clock,
              "0.1.0");
      try (HttpEdge http =
          HttpEdge.start(
              vertx,
              new HttpEdge.Listening(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty()),
              parts,
              options -> options,
              List.of())) {
        List<HttpResponse<String>> answers = signInAtOnce(http.port());
        assertThat(answers)
            .allSatisfy(answer -> AnswerSchemas.check("POST", "/api/v1/sign-in", answer));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 401).isNotEmpty();
        assertThat(answers)
            .filteredOn(answer -> answer.statusCode() == 429)
            .isNotEmpty()
            .allMatch(answer -> answer.headers().firstValue("Retry-After").orElse("").equals("3"));
        assertThat(answers).allMatch(answer -> answer.statusCode() / 100 == 4);
      }
    } finally {
      vertx.close().await();
    }
  }

  private static List<HttpResponse<String>> signInAtOnce(int port) {
    HttpClient http = HttpClient.newHttpClient();
    List<CompletableFuture<HttpResponse<String>>> sent =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                i ->
                    HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/api/v1/sign-in"))
                        .header("Content-Type", "application/json")
                        .POST(
                            BodyPublishers.ofString(
                                new JsonObject()
                                    .put("email", "user" + i + "@acme.example")
                                    .put("password", "Engine#1843")
                                    .encode()))
                        .build())
            .map(request -> http.sendAsync(request, BodyHandlers.ofString()))
            .toList();
    return sent.stream().map(CompletableFuture::join).toList();
  }

  private static StreamParts noStreams(Database database, LiveSessions sessions, AuditLog audit) {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    Meetings meetings = new Meetings(database, clock, random);
    StreamKeys keys = new StreamKeys(database, meetings, clock, random, audit, ended -> {});
    return new StreamParts(
        keys, new Streams(keys, meetings, sessions, meeting -> null, random), seat -> List.of());
  }
}
