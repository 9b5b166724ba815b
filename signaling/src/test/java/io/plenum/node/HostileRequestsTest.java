package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.hostile.ErrorsLogged;
import io.plenum.hostile.RawHttp;
import io.plenum.node.TwoCompanies.Attacker;
import io.plenum.signaling.access.Row;
import io.plenum.signaling.api.AnswerSchemas;
import io.plenum.signaling.api.AnswerSchemas.Operation;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of openapi.yaml with requests that are wrong in all the ways we know: no answer
 * is a fault of ours, each error is a problem document that says nothing of the inside, nothing is
 * logged as an error, and the server goes on.
 *
 * <p>For longer: {@code -Dplenum.fuzz.requests=2000 -Dplenum.fuzz.seed=7}; see docs/fuzzing.md.
 */
@Tag("S-4")
@EachDatabase
class HostileRequestsTest {
  /** For each operation. */
  private static final int REQUESTS = Integer.getInteger("plenum.fuzz.requests", 40);

  private static final long SEED = Long.getLong("plenum.fuzz.seed", 20261122L);

  /** Each costs a hash of a password that takes all of a core for a while. */
  private static final Set<String> SLOW = Set.of("resetPassword");

  /** What only whoever looks inside would say; no hostile text has it. */
  private static final List<String> INSIDE =
      List.of("Exception", "io.plenum", "java.", "org.", "SQLITE", "jdbi", "\tat ", "vertx");

  private static final Set<String> CODES = codes();

  @TempDir Path folder;
  private final TestDatabase store;
  private final List<String> faults = new ArrayList<>();

  HostileRequestsTest(TestDatabase store) {
    this.store = store;
  }

  private static Set<String> codes() {
    return Set.copyOf(
        AnswerSchemas.contract()
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject("Problem")
            .getJsonObject("properties")
            .getJsonObject("code")
            .getJsonArray("enum")
            .stream()
            .map(String.class::cast)
            .toList());
  }

  @Test
  void answersEveryBadRequestWithAProblem_andGoesOn() {
    try (TwoCompanies both = TwoCompanies.open(folder, store);
        ErrorsLogged errors = new ErrorsLogged()) {
      Set<String> acme = both.acmeRows();
      HostileRequests requests = new HostileRequests(SEED, spareable(both));
      for (Operation operation : AnswerSchemas.operations()) {
        String token = token(both, operation);
        int count = SLOW.contains(operation.id()) ? Math.min(REQUESTS, 8) : REQUESTS;
        for (int i = 0; i < count; i++) {
          byte[] request = requests.next(operation, token);
          ask(both, operation, request);
          errors.drain().forEach(error -> faults.add(shown(request) + "\n logged " + error));
        }
      }
      assertThat(faults.stream().distinct().limit(12)).isEmpty();
      assertThat(both.acmeRows()).isEqualTo(acme);
      worksStill(both);
    }
  }

  /** Of what is changed or deleted, what nothing else needs. */
  private static Map<String, String> spareable(TwoCompanies both) {
    return Stream.of(both.rival, Map.of("userId", both.rival.get("otherUser")))
        .flatMap(some -> some.entrySet().stream())
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other));
  }

  private static String token(TwoCompanies both, Operation operation) {
    Attacker one =
        Set.of(Row.CUSTOMER_ACCOUNTS, Row.ASSUME_ROLE).contains(operation.row())
            ? Attacker.PARTNER
            : Attacker.ADMIN;
    boolean ends = operation.id().equals("signOutEverywhere");
    return ends ? both.freshToken(Attacker.USER) : both.authorization(one);
  }

  private void ask(TwoCompanies both, Operation operation, byte[] request) {
    try {
      RawHttp.Answer answer = RawHttp.send(both.port(), request);
      fault(operation, answer)
          .ifPresent(fault -> faults.add(shown(request) + "\n " + fault + ": " + answer));
    } catch (UncheckedIOException e) {
      if (HostileRequests.doublyFramed(request)) {
        // RFC 9112 section 6.3: an attempt at smuggling; the server may close without a word.
        return;
      }
      faults.add(shown(request) + "\n got no answer: " + e.getMessage());
    }
  }

  private static Optional<String> fault(Operation operation, RawHttp.Answer answer) {
    if (answer.status() >= 500) {
      return Optional.of("a fault of ours");
    }
    if (answer.status() < 400) {
      return Optional.empty();
    }
    if (INSIDE.stream().anyMatch(answer.body()::contains)) {
      return Optional.of("tells of the inside");
    }
    boolean oauth = operation.path().startsWith("/api/v1/oauth/");
    if (oauth && answer.type().equals("application/json")) {
      return Optional.empty();
    }
    if (!answer.type().equals("application/problem+json")) {
      return Optional.of("no problem document");
    }
    try {
      JsonObject problem = new JsonObject(answer.body());
      boolean stable =
          CODES.contains(problem.getString("code"))
              && problem.getInteger("status") == answer.status();
      return stable ? Optional.empty() : Optional.of("no stable code");
    } catch (DecodeException | ClassCastException e) {
      return Optional.of("no JSON");
    }
  }

  private static String shown(byte[] request) {
    String text = new String(request, StandardCharsets.UTF_8).replace("\r\n", "\n");
    return text.substring(0, Math.min(text.length(), 1_200));
  }

  private static void worksStill(TwoCompanies both) {
    String token = both.freshToken(Attacker.PARTNER);
    String meeting =
        Client.json(both.send("POST", "/meetings", new JsonObject().put("name", "After"), token))
            .getString("id");
    String in = "/meetings/" + meeting;
    assertThat(
            both.send("POST", in + "/messages", new JsonObject().put("text", "well"), token)
                .statusCode())
        .isEqualTo(201);
    assertThat(both.send("DELETE", in, null, token).statusCode()).isEqualTo(204);
  }
}
