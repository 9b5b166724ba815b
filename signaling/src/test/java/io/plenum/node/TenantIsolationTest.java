package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.node.TwoCompanies.Attacker;
import io.plenum.signaling.access.AccessMatrix;
import io.plenum.signaling.access.Scope;
import io.plenum.signaling.api.AnswerSchemas;
import io.plenum.signaling.api.AnswerSchemas.Operation;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of openapi.yaml, asked by people of another company with the first one's ids: it
 * must answer as if there were no such thing, show nothing of it, and change nothing in the
 * database. An operation that this test does not know fails it.
 */
@Tag("I-1a")
@EachDatabase
class TenantIsolationTest {
  /** Operations that show something of a foreign meeting to whoever has its code, on purpose. */
  private static final Map<String, String> EXEMPT =
      Map.of("lookUpCode", "whoever has the code or the URL may join, as a guest who waits (W-2)");

  /** An operation without a foreign id in its path, with forged ones wherever else one fits. */
  private record Forged(String query, Object body, String headers, Set<Integer> statuses) {
    static Forged asking(String query) {
      return new Forged(query, null, "", Set.of(200));
    }

    static Forged saying(Object body, Integer... statuses) {
      return new Forged("", body, "", Set.of(statuses));
    }

    static Forged nothing(Integer... statuses) {
      return new Forged("", null, "", Set.of(statuses));
    }

    Forged with(String header) {
      return new Forged(query, body, header, statuses);
    }
  }

  /** Of an audit log's entry, in its row. */
  private static final Pattern NUMBER = Pattern.compile("[ {]seq=([0-9]+)[,}]");

  @TempDir Path folder;
  private final TestDatabase store;
  private TwoCompanies both;

  TenantIsolationTest(TestDatabase store) {
    this.store = store;
  }

  @Test
  void showsAndChangesNothing_whoeverAsksForIt() {
    try (TwoCompanies scene = TwoCompanies.open(folder, store)) {
      both = scene;
      Set<String> before = both.acmeRows();
      assertThat(before).hasSizeGreaterThan(40);
      List<String> leaks = new ArrayList<>();
      refuseAFile_ofAnotherMeeting(leaks);
      for (Operation operation : operations()) {
        Stream.of(Attacker.values()).forEach(one -> walk(operation, one, leaks));
      }
      List<String> changed = new ArrayList<>(before);
      Set<String> after = both.acmeRows();
      changed.removeAll(after);
      after.removeAll(before);
      assertThat(leaks).isEmpty();
      assertThat(changed).as("rows that are gone or different").isEmpty();
      assertThat(unexpected(after)).as("rows that came").isEmpty();
    }
  }

  /**
   * Without the rows of the attackers' own company, whose logs tell what they asked for, without
   * what the log of Acme tells of whoever tried passwords for an address of its people, and without
   * what the server signs meanwhile.
   */
  private static List<String> unexpected(Set<String> came) {
    Set<String> tries =
        came.stream()
            .filter(row -> row.startsWith("audit_entry ") && row.contains("kind=sign-in-failed"))
            .map(TenantIsolationTest::number)
            .collect(Collectors.toSet());
    return came.stream()
        .filter(row -> !row.contains("account_id=" + "rival"))
        .filter(row -> !(row.startsWith("audit_") && tries.contains(number(row))))
        .toList();
  }

  private static String number(String row) {
    Matcher number = NUMBER.matcher(row);
    return number.find() ? number.group(1) : "";
  }

  /** What takes ids first, the rest may make things of the same names; what ends sign-ins last. */
  private static List<Operation> operations() {
    return AnswerSchemas.operations().stream()
        .filter(operation -> !EXEMPT.containsKey(operation.id()))
        .sorted(
            Comparator.comparing(TenantIsolationTest::endsSignIns)
                .thenComparing(operation -> !takesIds(operation)))
        .toList();
  }

  private static boolean endsSignIns(Operation operation) {
    return operation.id().equals("signOutEverywhere");
  }

  private static boolean takesIds(Operation operation) {
    return operation.path().contains("{");
  }

  private void walk(Operation operation, Attacker one, List<String> leaks) {
    String path = operation.path().substring("/api/v1".length());
    if (takesIds(operation)) {
      Set<String> foreign = new TreeSet<>();
      foreign.add(TwoCompanies.filled(path, both.acme, both.acme));
      if (path.indexOf('{') != path.lastIndexOf('{')) {
        foreign.add(TwoCompanies.filled(path, both.rival, both.acme));
        foreign.add(TwoCompanies.filled(path, both.acme, both.rival));
      }
      foreign.forEach(to -> demandNothing(operation, to, one, leaks));
    }
    Map<String, Forged> forged = forgeries(one);
    Stream.of(operation.id(), operation.id() + " again")
        .flatMap(name -> Optional.ofNullable(forged.get(name)).stream())
        .forEach(request -> demandOnlyOwn(operation, request, one, leaks));
    if (!takesIds(operation)) {
      assertThat(forged).as("what a neighbour sends").containsKey(operation.id());
    }
  }

  /** There is no such thing; who may not do it with anything may hear that instead. */
  private void demandNothing(Operation operation, String path, Attacker one, List<String> leaks) {
    boolean body = Set.of("POST", "PATCH", "PUT").contains(operation.method());
    HttpResponse<String> answer =
        both.send(
            operation.method(),
            path + REQUIRED.getOrDefault(operation.id(), ""),
            body ? BODIES.getOrDefault(operation.id(), new JsonObject()) : null,
            both.authorization(one),
            "If-Match",
            both.acmeTag,
            "If-None-Match",
            both.acmeTag);
    String what = one + " " + operation.id() + " " + path;
    if (!refusals(operation, one).contains(answer.statusCode())) {
      leaks.add(what + " answered " + answer.statusCode() + " " + answer.body());
    }
    findSecrets(what, answer, leaks);
  }

  private static Set<Integer> refusals(Operation operation, Attacker one) {
    Set<Integer> refusals = new HashSet<>();
    boolean may = AccessMatrix.allows(one.role, operation.row(), operation.right());
    switch (one) {
      case GUEST, NOBODY -> refusals.addAll(Set.of(401, 404));
      case MACHINE -> {
        boolean reaches =
            Stream.of(Scope.values())
                .anyMatch(scope -> scope.covers(operation.row(), operation.right()));
        refusals.add(may && reaches ? 404 : 403);
      }
      default -> refusals.add(may ? 404 : 403);
    }
    return refusals;
  }

  private void demandOnlyOwn(
      Operation operation, Forged request, Attacker one, List<String> leaks) {
    String path =
        TwoCompanies.filled(operation.path().substring("/api/v1".length()), both.rival, both.rival);
    HttpResponse<String> answer =
        both.send(
            operation.method(),
            path + request.query(),
            request.body(),
            both.authorization(one),
            request.headers().isEmpty() ? new String[0] : request.headers().split(": ", 2));
    String what = one + " " + operation.id() + " " + path + request.query() + request.body();
    // Who is nobody here is told to sign in; who is somebody, that their role may not.
    boolean nobody = one == Attacker.GUEST || one == Attacker.NOBODY;
    boolean refused = (nobody ? List.of(401, 404) : List.of(403)).contains(answer.statusCode());
    if (!refused && !request.statuses().contains(answer.statusCode())) {
      leaks.add(what + " answered " + answer.statusCode() + " " + answer.body());
    }
    findSecrets(what, answer, leaks);
  }

  private void findSecrets(String what, HttpResponse<String> answer, List<String> leaks) {
    String told = answer.body() + answer.headers().map();
    both.secrets.stream()
        .filter(told::contains)
        .forEach(secret -> leaks.add(what + " tells " + secret + ": " + told));
  }

  /** What an operation wants besides the ids, so that they are what it is refused for. */
  private static final Map<String, String> REQUIRED =
      Map.of("removeUser", "?meetings=delete", "addFile", "?name=mine.txt");

  private static final Map<String, JsonObject> BODIES =
      Map.of(
          "assumeRole", new JsonObject().put("role", "customer-admin"),
          "changeUser", new JsonObject().put("name", "Mine"),
          "replaceClientSecret", new JsonObject().put("keepOldForSeconds", 0),
          "changeMeeting", new JsonObject().put("name", "Mine"),
          "invite",
              new JsonObject()
                  .put(
                      "invite", new JsonArray().add(new JsonObject().put("email", "me@x.example"))),
          "postMessage", new JsonObject().put("text", "mine"),
          "editMessage", new JsonObject().put("text", "mine"),
          "changeWebhook", new JsonObject().put("enabled", false),
          "makeStreamKey", new JsonObject().put("scope", "view").put("name", "Mine"));

  /** For each operation; with " again" a second one. */
  private Map<String, Forged> forgeries(Attacker one) {
    Map<String, String> acme = both.acme;
    JsonObject acmesUser =
        new JsonObject()
            .put("name", "Mine")
            .put("email", TwoCompanies.ACME_EMAIL)
            .put("role", "user");
    String acmesFilter = "?meeting=" + acme.get("id") + "&person=" + acme.get("userId");
    String all = "?from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z";
    return Map.ofEntries(
        // ---- without ids of their own
        Map.entry("status", Forged.nothing(200)),
        Map.entry("setUp", Forged.saying(setUp(), 409, 429)),
        Map.entry("signIn", Forged.saying(credentials(), 401, 429)),
        Map.entry("refresh", Forged.nothing(401)),
        Map.entry("signOut", Forged.nothing(204)),
        Map.entry("account", Forged.nothing(200).with("If-None-Match: " + both.acmeTag)),
        Map.entry(
            "changeAccount",
            Forged.saying(new JsonObject().put("name", "Rival"), 200, 412)
                .with("If-Match: " + both.acmeTag)),
        Map.entry("listAccounts", Forged.asking(cursor("/accounts"))),
        Map.entry("addAccount", Forged.saying(newAccount(acmesUser), 409)),
        Map.entry("endAssumedRole", Forged.nothing(409)),
        Map.entry("me", Forged.nothing(200)),
        Map.entry("changeMe", Forged.saying(new JsonObject().put("muteOnEntry", true), 200)),
        Map.entry("changePassword", Forged.saying(passwords(), 401)),
        Map.entry("listSignIns", Forged.nothing(200)),
        // The machine acts for the admin, whose sign-ins ended before.
        Map.entry("signOutEverywhere", Forged.nothing(204, 401)),
        Map.entry("listUsers", Forged.asking(cursor("/users"))),
        Map.entry("addUser", Forged.saying(acmesUser, 409)),
        Map.entry("token", Forged.saying(clientCredentials(), 401, 429)),
        Map.entry("revoke", Forged.saying(clientCredentials() + "&token=x", 401, 429)),
        Map.entry("listClients", Forged.nothing(200)),
        Map.entry("createClient", Forged.saying(clientAs(acme.get("userId")), 404, 422)),
        Map.entry(
            "beginSignOn",
            Forged.saying(new JsonObject().put("email", "a@" + acme.get("domain")), 200)),
        Map.entry("signOnCallback", new Forged("?state=a&code=b", null, "", Set.of(303))),
        Map.entry("signOnProvider", Forged.nothing(404)),
        Map.entry("putSignOnProvider", Forged.saying(provider(), 422, 429)),
        Map.entry("deleteSignOnProvider", Forged.nothing(404)),
        Map.entry("listSignOnDomains", Forged.nothing(200)),
        Map.entry(
            "claimSignOnDomain",
            Forged.saying(new JsonObject().put("domain", acme.get("domain")), 200)),
        Map.entry("listMeetings", Forged.asking(cursor("/meetings"))),
        Map.entry(
            "createMeeting", Forged.saying(new JsonObject().put("name", TwoCompanies.GUESS), 201)),
        Map.entry(
            "createMeeting again",
            Forged.saying(TwoCompanies.SAME, 201).with("Idempotency-Key: " + TwoCompanies.KEY)),
        Map.entry("searchMeetings", Forged.asking("?text=" + TwoCompanies.GUESS)),
        Map.entry("similarNames", Forged.asking("?name=" + TwoCompanies.GUESS)),
        Map.entry("searchMeetings again", Forged.asking("?participant=quince")),
        Map.entry("calendar", Forged.asking(all)),
        Map.entry("calendarFeed", Forged.nothing(200)),
        Map.entry("renewCalendarFeed", Forged.nothing(201)),
        Map.entry("endCalendarFeed", Forged.nothing(204)),
        Map.entry("listAudit", Forged.asking(acmesFilter)),
        Map.entry("listAudit again", Forged.asking(cursor("/audit"))),
        Map.entry("exportAudit", Forged.asking(acmesFilter)),
        Map.entry("verifyAudit", Forged.nothing(200)),
        Map.entry("listWebhooks", Forged.nothing(200)),
        Map.entry("addWebhook", Forged.saying(webhook(), 201)),
        Map.entry("publish", Forged.nothing(401)),
        Map.entry("watch", Forged.nothing(401)),
        // ---- with an own id in the path and a foreign one elsewhere
        Map.entry(
            "removeUser",
            new Forged("?meetings=hand-over:" + acme.get("userId"), null, "", Set.of(404, 409))),
        Map.entry("exportMessages", own(one, cursor("/users/{userId}/data/messages"))),
        Map.entry("listMessages", own(one, cursor("/meetings/{id}/messages"))),
        Map.entry("listInvites", Forged.asking(cursor("/meetings/{id}/invites"))),
        Map.entry("listFiles", own(one, cursor("/meetings/{id}/files"))),
        Map.entry("listDeliveries", Forged.asking(cursor("/meetings/{id}/messages"))),
        Map.entry("meeting", Forged.nothing(200).with("If-None-Match: " + both.acmeTag)),
        Map.entry(
            "invite",
            Forged.saying(
                new JsonObject()
                    .put(
                        "invite",
                        new JsonArray().add(new JsonObject().put("userId", acme.get("userId")))),
                422)),
        Map.entry(
            "postMessage",
            Forged.saying(
                new JsonObject().put("attachment", new JsonObject().put("file", acme.get("file"))),
                404)),
        Map.entry(
            "postMessage again",
            Forged.saying(new JsonObject().put("text", "x").put("replyTo", 5), 404)));
  }

  /** What is one person's, whoever else of their company asks. */
  private static Forged own(Attacker one, String query) {
    boolean theirs = one == Attacker.ADMIN || one == Attacker.PARTNER || one == Attacker.MACHINE;
    return theirs ? Forged.asking(query) : new Forged(query, null, "", Set.of(200, 404));
  }

  private String cursor(String list) {
    return "?cursor=" + both.cursors.get(list);
  }

  private static JsonObject setUp() {
    return new JsonObject()
        .put("token", FirstStart.TOKEN)
        .put("account", "Acme")
        .put("name", "Mine")
        .put("email", TwoCompanies.ACME_EMAIL)
        .put("password", TwoCompanies.PASSWORD);
  }

  private static JsonObject credentials() {
    return new JsonObject().put("email", TwoCompanies.ACME_EMAIL).put("password", "Wrong#1843");
  }

  private static JsonObject newAccount(JsonObject acmesUser) {
    JsonObject admin = acmesUser.copy();
    admin.remove("role");
    return new JsonObject().put("name", "Acme").put("region", "europe").put("admin", admin);
  }

  private static JsonObject passwords() {
    return new JsonObject().put("current", "Wrong#1843").put("new", "Another#1843");
  }

  private String clientCredentials() {
    return "grant_type=client_credentials&client_id="
        + both.acme.get("client")
        + "&client_secret="
        + both.rival.get("secret");
  }

  private static JsonObject clientAs(String userId) {
    return new JsonObject()
        .put("name", "Mine")
        .put("scopes", new JsonArray().add("meetings:read"))
        .put("userId", userId);
  }

  private static JsonObject provider() {
    return new JsonObject()
        .put("name", "Acme")
        .put("issuer", "https://127.0.0.1")
        .put("clientId", "plenum");
  }

  private static JsonObject webhook() {
    return new JsonObject()
        .put("url", "https://127.0.0.1:9/mine")
        .put("events", new JsonArray().add("meeting.created"));
  }

  /** Between the meetings of one company the same holds of files. */
  private void refuseAFile_ofAnotherMeeting(List<String> leaks) {
    String admin = both.authorization(Attacker.ADMIN);
    JsonObject other = new JsonObject().put("name", "Other");
    String there =
        "/meetings/" + Client.json(both.send("POST", "/meetings", other, admin)).getString("id");
    String file = there + "/files/" + both.rival.get("file");
    JsonObject attached = new JsonObject().put("file", both.rival.get("file"));
    JsonObject message = new JsonObject().put("attachment", attached);
    for (HttpResponse<String> answer :
        List.of(
            both.send("POST", there + "/messages", message, admin),
            both.send("GET", file, null, admin),
            both.send("GET", file + "/content", null, admin),
            both.send("DELETE", file, null, admin))) {
      if (answer.statusCode() != 404) {
        leaks.add(answer.request() + " answered " + answer.statusCode() + " " + answer.body());
      }
    }
    String here = "/meetings/" + both.rival.get("id") + "/messages";
    assertThat(both.send("POST", here, message, admin).statusCode()).isEqualTo(201);
  }
}
