package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.access.Scope;
import io.plenum.signaling.api.AnswerSchemas;
import io.plenum.signaling.identity.Identities;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.storage.crypto.MasterKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One server with two companies on it. Acme has one of everything, written with words that occur
 * nowhere else; Rival has an admin, a user, a partner admin, a machine and a guest, who want to see
 * it.
 */
final class TwoCompanies implements AutoCloseable {
  static final String PASSWORD = FirstStart.PASSWORD;

  /** How soon a delivery to this machine has failed. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static final String ACME_EMAIL = "alan@acme.example";
  static final String ACME_DOMAIN = "acme-secrets.example";

  /** A whole word of a secret name: what a neighbour may guess and search for. */
  static final String GUESS = "zebrafalcon";

  /** A key under which Acme has made a meeting, by this body. */
  static final String KEY = "the-same";

  static final JsonObject SAME = new JsonObject().put("name", "Weekly");

  private static final String MEETING = "Zebrafalcon acquisition";
  private static final String MESSAGE = "The zebrafalcon costs nine millions";
  private static final String FILE = "zebrafalcon-contract.txt";
  private static final String CONTENT = "signed by the zebrafalcon herself";
  private static final String INVITED = "carla.quince@elsewhere.example";

  /** Who asks for what is not theirs. */
  enum Attacker {
    ADMIN(Role.CUSTOMER_ADMIN),
    USER(Role.USER),
    PARTNER(Role.PARTNER_ADMIN),
    MACHINE(Role.CUSTOMER_ADMIN),
    GUEST(Role.GUEST),
    NOBODY(Role.GUEST);

    final Role role;

    Attacker(Role role) {
      this.role = role;
    }
  }

  private final Path folder;
  private final TestDatabase store;
  private final Database look;
  private final Node node;
  private final Client client;
  private final Map<Attacker, String> authorizations = new HashMap<>();

  /** What Acme has, by the name that openapi.yaml gives the path's parameter. */
  final Map<String, String> acme = new HashMap<>();

  /** The same of Rival. */
  final Map<String, String> rival = new HashMap<>();

  /** What nobody of Rival may read in any answer. */
  final Set<String> secrets = new TreeSet<>();

  /** Pages of Acme's lists, by the path of the list. */
  final Map<String, String> cursors = new HashMap<>();

  String acmeTag;
  private LiveSeat acmeHost;
  private LiveSeat acmeGuest;
  private LiveSeat rivalHost;
  private LiveSeat rivalGuest;

  private TwoCompanies(Path folder, TestDatabase store) {
    this.folder = folder;
    this.store = store;
    writePeople(setUp());
    node = start();
    client = new Client(node.httpPort());
    look = store.postgres().map(Database::openToRead).orElseGet(this::lookAtFolder);
    buildAcme();
    buildRival();
    secrets.addAll(acme.values());
    // A number, which both have, and a domain that anybody may name.
    secrets.removeAll(Set.of(acme.get("message"), ACME_DOMAIN));
    secrets.addAll(
        Set.of(MEETING, MESSAGE, FILE, CONTENT, INVITED, ACME_EMAIL, "Alan Quince", "Acme Ltd"));
  }

  static TwoCompanies open(Path folder, TestDatabase store) {
    return new TwoCompanies(folder, store);
  }

  private Node start() {
    Map<String, String> environment =
        FirstStart.environment(
            folder,
            "PLENUM_HTTP_REQUESTS_PER_MINUTE",
            "1000000",
            "PLENUM_WEBHOOKS_ALLOW",
            "127.0.0.0/8");
    environment.putAll(DatabaseVariables.of(store));
    return Node.start(Configuration.read(environment));
  }

  private String setUp() {
    try (Node first = start()) {
      JsonObject body =
          new JsonObject()
              .put("token", FirstStart.TOKEN)
              .put("account", "Acme Ltd")
              .put("name", "Alan Quince")
              .put("email", ACME_EMAIL)
              .put("password", PASSWORD);
      return Client.json(new Client(first.httpPort()).post("/api/v1/setup", body))
          .getJsonObject("user")
          .getJsonObject("account")
          .getString("id");
    }
  }

  /** No operation makes a second company's partner, so they are written while nothing runs. */
  private void writePeople(String acmeId) {
    SecureRandom random = new SecureRandom();
    try (Database database = offline();
        PasswordHasher hasher = new PasswordHasher(random)) {
      database.write(
          handle ->
              handle.execute(
                  "INSERT INTO account (id, name, created_at) VALUES ('rival', 'Rival', 0)"));
      Identity identity = Identities.of(database, InstantSource.system(), random, hasher);
      Identities.add(
          identity, acmeId, "Pat Quince", "pat@acme.example", Role.PARTNER_ADMIN, PASSWORD);
      for (Attacker one : List.of(Attacker.ADMIN, Attacker.USER, Attacker.PARTNER)) {
        Identities.add(identity, "rival", "Rival " + one, email(one), one.role, PASSWORD);
      }
    }
  }

  private Database offline() {
    return store.postgres().isPresent() ? store.open() : Database.open(folderConfig());
  }

  private Database lookAtFolder() {
    return Database.openToRead(folderConfig());
  }

  private DatabaseConfig folderConfig() {
    SecureRandom random = new SecureRandom();
    Path data = folder.resolve("data");
    return new DatabaseConfig(data, MasterKeyFile.beside(data).readOrCreate(data, random), random);
  }

  static String email(Attacker one) {
    return one.name().toLowerCase(java.util.Locale.ROOT) + "@rival.example";
  }

  private void buildAcme() {
    JsonObject signedIn = signIn(ACME_EMAIL);
    String alan = "Bearer " + signedIn.getString("accessToken");
    String pat = "Bearer " + signIn("pat@acme.example").getString("accessToken");
    acme.put("userId", signedIn.getJsonObject("user").getString("id"));
    acme.put("account", signedIn.getJsonObject("user").getJsonObject("account").getString("id"));
    acme.put("accountId", addCustomer("Acme's customer", "first", pat).getString("id"));
    addCustomer("Acme's other customer", "second", pat);
    acme.put(
        "signInId",
        get("/me/sign-ins", alan).getJsonArray("items").getJsonObject(0).getString("id"));
    acme.put("domain", ACME_DOMAIN);
    secrets.add(
        post("/sign-on/domains", new JsonObject().put("domain", ACME_DOMAIN), alan)
            .getJsonObject("record")
            .getString("value"));
    JsonObject machine = post("/clients", newClient("Zebrafalcon booking"), alan);
    acme.put("client", machine.getString("id"));
    secrets.add(machine.getString("secret"));
    acme.put(
        "keyed",
        checked(send("POST", "/meetings", SAME, alan, "Idempotency-Key", KEY)).getString("id"));
    build(acme, MEETING, alan);
    JsonObject webhook = webhook(acme, alan);
    secrets.add(webhook.getString("secret"));
    secrets.add(post("/calendar/feed", null, alan).getString("url"));
    acmeTag =
        send("GET", "/meetings/" + acme.get("id"), null, alan)
            .headers()
            .firstValue("ETag")
            .orElseThrow();
    String code = acme.get("code");
    acmeHost = LiveSeat.user(client, code, alan.substring("Bearer ".length()));
    acmeGuest = LiveSeat.waitingGuest(client, code, "Gus Quince");
    secrets.add(acmeHost.id());
    secrets.add(acmeHost.token());
    secrets.add(acmeGuest.id());
    secrets.add(acmeGuest.token());
    for (String list :
        List.of(
            "/meetings",
            "/users",
            "/audit",
            "/meetings/{id}/messages",
            "/meetings/{id}/invites",
            "/meetings/{id}/files",
            "/users/{userId}/data/messages")) {
      page(list, alan);
    }
    page("/accounts", pat);
  }

  private void page(String list, String by) {
    String next = get(filled(list, acme, acme) + "?limit=1", by).getString("next");
    assertThat(next).as("a second page of " + list).isNotNull();
    cursors.put(list, next);
  }

  /** A meeting with everything that a meeting has, and one more meeting. */
  private void build(Map<String, String> owner, String name, String by) {
    JsonObject meeting = post("/meetings", new JsonObject().put("name", name), by);
    post("/meetings", new JsonObject().put("name", name + " two"), by);
    owner.put("id", meeting.getString("id"));
    owner.put("code", meeting.getString("accessCode"));
    String in = "/meetings/" + meeting.getString("id");
    int messages = owner == acme ? 5 : 1;
    for (int i = 0; i < messages; i++) {
      post(in + "/messages", new JsonObject().put("text", owner == acme ? MESSAGE : "hi"), by);
    }
    owner.put("message", Integer.toString(messages));
    post(in + "/files?name=another", new JsonObject().put("any", "content"), by);
    String file = owner == acme ? FILE : "own.txt";
    String content = owner == acme ? CONTENT : "own";
    owner.put(
        "file",
        post(in + "/files?name=" + file, new JsonObject().put("text", content), by)
            .getString("id"));
    JsonArray guests =
        new JsonArray()
            .add(new JsonObject().put("email", owner == acme ? INVITED : "x@elsewhere.example"))
            .add(new JsonObject().put("email", "nobody@elsewhere.example"));
    JsonObject streamKey = new JsonObject().put("scope", "publish").put("name", "Stage");
    JsonObject made = post(in + "/stream-keys", streamKey, by);
    owner.put("key", made.getString("id"));
    owner.put("stream", "of-" + made.getString("id"));
    if (owner == acme) {
      secrets.add(made.getString("secret"));
    }
    owner.put(
        "invite",
        post(in + "/invites", new JsonObject().put("invite", guests), by)
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("id"));
  }

  /** A webhook to where nobody listens, with a delivery that has failed. */
  private JsonObject webhook(Map<String, String> owner, String by) {
    JsonObject body =
        new JsonObject()
            .put("url", "https://127.0.0.1:9/zebrafalcon-hook-of-" + owner.get("code"))
            .put("events", new JsonArray().add("user.created"));
    JsonObject made = post("/webhooks", body, by);
    owner.put("webhook", made.getString("id"));
    JsonObject user =
        new JsonObject()
            .put("name", "Dora")
            .put("email", "dora@of" + owner.get("code") + ".example")
            .put("role", "user");
    owner.put("otherUser", post("/users", user, by).getJsonObject("user").getString("id"));
    owner.put("delivery", failed("/webhooks/" + made.getString("id") + "/deliveries", by));
    return made;
  }

  private String failed(String deliveries, String by) {
    long giveUpNs = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonArray items = get(deliveries, by).getJsonArray("items");
      if (!items.isEmpty() && items.getJsonObject(0).containsKey("reason")) {
        return items.getJsonObject(0).getString("id");
      }
      assertThat(System.nanoTime()).as("no delivery has failed").isLessThan(giveUpNs);
      Thread.onSpinWait();
    }
  }

  private void buildRival() {
    for (Attacker one : List.of(Attacker.ADMIN, Attacker.USER, Attacker.PARTNER)) {
      authorizations.put(one, "Bearer " + signIn(email(one)).getString("accessToken"));
    }
    String admin = authorizations.get(Attacker.ADMIN);
    rival.put("userId", get("/me", admin).getString("id"));
    rival.put(
        "signInId",
        get("/me/sign-ins", admin).getJsonArray("items").getJsonObject(0).getString("id"));
    rival.put("domain", "rival.example");
    post("/sign-on/domains", new JsonObject().put("domain", "rival.example"), admin);
    rival.put(
        "accountId",
        addCustomer("Rival's customer", "third", authorizations.get(Attacker.PARTNER))
            .getString("id"));
    build(rival, "Weekly", admin);
    webhook(rival, admin);
    JsonObject machine = post("/clients", newClient("Everything"), admin);
    rival.put("client", machine.getString("id"));
    rival.put("secret", machine.getString("secret"));
    authorizations.put(
        Attacker.MACHINE,
        "Bearer " + client.machineToken(machine.getString("id"), machine.getString("secret")));
    String code = rival.get("code");
    rivalHost = LiveSeat.user(client, code, admin.substring("Bearer ".length()));
    rivalGuest = LiveSeat.admittedGuest(client, code, "Gil", rivalHost);
    authorizations.put(Attacker.GUEST, "Seat " + rivalGuest.token());
  }

  private static JsonObject newClient(String name) {
    JsonArray scopes = new JsonArray();
    for (Scope scope : Scope.values()) {
      scopes.add(scope.text());
    }
    return new JsonObject().put("name", name).put("scopes", scopes);
  }

  private JsonObject addCustomer(String name, String admin, String by) {
    JsonObject body =
        new JsonObject()
            .put("name", name)
            .put("region", "europe")
            .put(
                "admin",
                new JsonObject().put("name", admin).put("email", admin + "@customer.example"));
    return post("/accounts", body, by).getJsonObject("account");
  }

  private JsonObject signIn(String email) {
    return post("/sign-in", new JsonObject().put("email", email).put("password", PASSWORD), "");
  }

  /** A token of a sign-in of its own, for what ends sign-ins. */
  String freshToken(Attacker one) {
    return switch (one) {
      case ADMIN, USER, PARTNER -> "Bearer " + signIn(email(one)).getString("accessToken");
      case MACHINE, GUEST, NOBODY -> authorization(one);
    };
  }

  /** What they say in Authorization; empty: nothing. */
  String authorization(Attacker one) {
    return authorizations.getOrDefault(one, "");
  }

  /** The path below the prefix, with ids of the meeting or webhook's owner and of the rest's. */
  static String filled(String path, Map<String, String> outer, Map<String, String> inner) {
    StringBuilder filled = new StringBuilder();
    boolean first = true;
    for (String part : path.substring(1).split("/", -1)) {
      boolean parameter = part.startsWith("{");
      filled.append('/');
      if (!parameter) {
        filled.append(part);
        continue;
      }
      String name = part.substring(1, part.length() - 1);
      String known = name.equals("id") && path.startsWith("/webhooks/") ? "webhook" : name;
      String value = (first ? outer : inner).get(known);
      assertThat(value).as("what a neighbour has for " + part + " of " + path).isNotNull();
      filled.append(value);
      first = false;
    }
    return filled.toString();
  }

  private JsonObject get(String path, String authorization) {
    return checked(send("GET", path, null, authorization));
  }

  private JsonObject post(String path, JsonObject body, String authorization) {
    return checked(send("POST", path, body, authorization));
  }

  private static JsonObject checked(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return Client.json(answer);
  }

  /** Asks something below the prefix; the answer is as the contract says. */
  HttpResponse<String> send(
      String method, String path, Object body, String authorization, String... headers) {
    String whole = "/api/v1" + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(client.base() + whole))
            .timeout(PATIENCE)
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      boolean form = body instanceof String;
      request.header(
          "Content-Type", form ? "application/x-www-form-urlencoded" : "application/json");
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer = client.http().send(request.build(), BodyHandlers.ofString());
      AnswerSchemas.check(method, whole, answer);
      return answer;
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(method + " " + path, e);
    }
  }

  int port() {
    return node.httpPort();
  }

  /** Every row that is about Acme, or names something of it. */
  Set<String> acmeRows() {
    Set<String> ids = new TreeSet<>(acme.values());
    ids.remove(acme.get("message"));
    ids.add(acmeHost.id());
    ids.add(acmeGuest.id());
    return StoredRows.naming(ids, look);
  }

  @Override
  public void close() {
    for (LiveSeat seat : List.of(acmeHost, acmeGuest, rivalHost, rivalGuest)) {
      seat.close();
    }
    look.close();
    node.close();
  }
}
