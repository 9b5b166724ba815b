package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.AccessMatrix;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.api.AnswerSchemas.Operation;
import io.plenum.signaling.post.EventType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** openapi.yaml says of every operation what it takes, answers and refuses, with true examples. */
class ContractTest {
  private static final JsonObject CONTRACT = Contract.read();

  private static Stream<Operation> operations() {
    return AnswerSchemas.operations().stream();
  }

  private static JsonObject of(Operation operation) {
    String path = operation.path().substring(ApiRouter.PREFIX.length());
    return CONTRACT
        .getJsonObject("paths")
        .getJsonObject(path)
        .getJsonObject(operation.method().toLowerCase(Locale.ROOT));
  }

  private static JsonObject resolve(JsonObject object) {
    String ref = object.getString("$ref");
    JsonObject at = CONTRACT;
    if (ref == null) {
      return object;
    }
    for (String step : ref.substring(2).split("/", -1)) {
      at = at.getJsonObject(step);
    }
    return at;
  }

  private static List<JsonObject> parameters(JsonObject operation) {
    return operation.getJsonArray("parameters", new JsonArray()).stream()
        .map(one -> resolve((JsonObject) one))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void hasExamples_thatFollowTheirSchemas(Operation operation) {
    JsonObject body = of(operation).getJsonObject("requestBody");
    if (body != null) {
      checkExamples(operation + " request", resolve(body));
    }
    JsonObject responses = of(operation).getJsonObject("responses");
    List<String> successes =
        responses.fieldNames().stream().filter(status -> status.matches("[23]..")).toList();
    assertThat(successes).as("%s answers when it succeeds", operation).isNotEmpty();
    for (String status : successes) {
      checkExamples(operation + " " + status, resolve(responses.getJsonObject(status)));
    }
  }

  private static void checkExamples(String what, JsonObject holder) {
    JsonObject json =
        holder.getJsonObject("content", new JsonObject()).getJsonObject("application/json");
    if (json == null) {
      return;
    }
    List<Object> examples = examples(json);
    assertThat(examples).as("%s has an example", what).isNotEmpty().doesNotContainNull();
    for (Object example : examples) {
      AnswerSchemas.checkExample(what, json.getJsonObject("schema"), example);
    }
  }

  private static List<Object> examples(JsonObject json) {
    if (json.containsKey("example")) {
      return Collections.singletonList(json.getValue("example"));
    }
    return json.getJsonObject("examples", new JsonObject()).stream()
        .map(named -> ((JsonObject) named.getValue()).getValue("value"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void namesTheErrors_thatItCanAnswerWith(Operation operation) {
    Set<String> listed = new TreeSet<>(of(operation).getJsonObject("responses").fieldNames());
    assertThat(listed).as("answers of %s", operation).containsAll(errors(operation));
  }

  private static Set<String> errors(Operation operation) {
    JsonObject contract = of(operation);
    Set<String> errors = new TreeSet<>(Set.of("default"));
    if (!AccessMatrix.allows(Role.GUEST, operation.row(), operation.right())) {
      errors.add("401");
    }
    boolean everyUser =
        Stream.of(Role.USER, Role.CUSTOMER_ADMIN, Role.PARTNER_ADMIN)
            .allMatch(role -> AccessMatrix.allows(role, operation.row(), operation.right()));
    if (!everyUser) {
      errors.add("403");
    }
    if (contract.containsKey("requestBody")) {
      errors.add("400");
    }
    for (JsonObject parameter : parameters(contract)) {
      errors.addAll(errors(parameter));
    }
    return errors;
  }

  private static Set<String> errors(JsonObject parameter) {
    return switch (parameter.getString("name")) {
      case Idempotency.HEADER -> Set.of("409", "422", "429");
      case "If-Match" -> Set.of("412", "428");
      case "If-None-Match" -> Set.of("304");
      default ->
          switch (parameter.getString("in")) {
            case "path" -> Set.of("404");
            case "query" -> Set.of("400");
            default -> Set.of();
          };
    };
  }

  /** So that a client that heard nothing can ask again. A stream cannot be kept to compare. */
  @ParameterizedTest
  @MethodSource("operations")
  void takesAnIdempotencyKey_whenItMakesSomething(Operation operation) {
    boolean makes =
        of(operation).getJsonObject("responses").containsKey("201")
            && !of(operation).containsKey("x-streamed");
    boolean takes =
        parameters(of(operation)).stream()
            .anyMatch(parameter -> Idempotency.HEADER.equals(parameter.getString("name")));
    assertThat(takes || !makes).as("%s takes an Idempotency-Key", operation).isTrue();
  }

  @Test
  void listsEveryErrorCode() {
    assertThat(
            CONTRACT
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("Problem")
                .getJsonObject("properties")
                .getJsonObject("code")
                .getJsonArray("enum")
                .stream())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ErrorCode.values()).map(ErrorCode::text).distinct().toList());
  }

  @Test
  void listsEveryEvent() {
    assertThat(
            CONTRACT
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("EventType")
                .getJsonArray("enum")
                .stream())
        .containsExactlyElementsOf(Stream.of(EventType.values()).map(EventType::text).toList());
  }
}
