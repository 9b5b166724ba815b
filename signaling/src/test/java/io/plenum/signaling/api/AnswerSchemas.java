package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.Right;
import io.plenum.signaling.access.Row;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds answers to openapi.yaml: the status is one that the operation names, and the body has what
 * the schema says and nothing else.
 */
public final class AnswerSchemas {
  private static final JsonObject CONTRACT = closed(Contract.read());
  private static final String PREFIX = "/api/v1";
  private static final JsonObject PROBLEM =
      new JsonObject().put("$ref", "#/components/responses/Problem");

  private static final String OAUTH_ERROR = "#/components/responses/OAuthError";

  private AnswerSchemas() {}

  /** One operation of the contract; {@code row} and {@code right} are its `x-access`. */
  public record Operation(String id, String method, String path, Row row, Right right) {}

  /** openapi.yaml itself. */
  public static JsonObject contract() {
    return Contract.read();
  }

  /** Every operation of the contract. One without a row of the access matrix fails here. */
  public static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, Object> path : CONTRACT.getJsonObject("paths")) {
      for (Map.Entry<String, Object> entry : (JsonObject) path.getValue()) {
        JsonObject operation = (JsonObject) entry.getValue();
        JsonObject access = operation.getJsonObject("x-access");
        assertThat(access).as("x-access of " + operation.getString("operationId")).isNotNull();
        all.add(
            new Operation(
                operation.getString("operationId"),
                entry.getKey().toUpperCase(Locale.ROOT),
                PREFIX + path.getKey(),
                Row.of(access.getString("row")),
                Right.valueOf(access.getString("right").toUpperCase(Locale.ROOT))));
      }
    }
    return all;
  }

  /** Fails unless the contract allows this answer to a request for {@code path}. */
  public static void check(String method, String path, HttpResponse<String> answer) {
    if (!path.startsWith(PREFIX)) {
      return;
    }
    String what = method + " " + path + " answered " + answer.statusCode() + " " + answer.body();
    JsonObject response = response(method, path, answer.statusCode(), what);
    Optional<String> type = answer.headers().firstValue("Content-Type");
    JsonObject content = response.getJsonObject("content");
    if (content == null) {
      assertThat(answer.body()).as(what).isEmpty();
      return;
    }
    assertThat(type).as(what).isPresent();
    if (content.containsKey("*/*") && answer.statusCode() < 300) {
      // A file: any bytes will do.
      return;
    }
    String media = type.get().split(";", 2)[0];
    assertThat(content.fieldNames()).as(what).contains(media);
    if (!media.equals("application/json") && !media.endsWith("+json")) {
      return;
    }
    OutputUnit outcome =
        validator(content.getJsonObject(media).getJsonObject("schema"))
            .validate(Json.decodeValue(answer.body()));
    assertThat(outcome.getValid()).as(what + ": " + outcome.toJson()).isTrue();
  }

  /** Fails unless an example of the contract follows its schema, as strictly as an answer must. */
  static void checkExample(String what, JsonObject schema, Object example) {
    OutputUnit outcome = validator(closed(schema.copy())).validate(example);
    assertThat(outcome.getValid()).as(what + ": " + outcome.toJson()).isTrue();
  }

  private static JsonObject response(String method, String path, int status, String what) {
    JsonObject named =
        operation(method, path)
            .map(operation -> operation.getJsonObject("responses"))
            .map(all -> all.getJsonObject(Integer.toString(status), all.getJsonObject("default")))
            .orElse(PROBLEM);
    boolean problem =
        Set.of(PROBLEM.getString("$ref"), OAUTH_ERROR).contains(named.getString("$ref", ""));
    assertThat(status >= 400).as(what).isEqualTo(problem);
    String ref = named.getString("$ref");
    return ref == null
        ? named
        : CONTRACT
            .getJsonObject("components")
            .getJsonObject("responses")
            .getJsonObject(ref.substring(ref.lastIndexOf('/') + 1));
  }

  private static Optional<JsonObject> operation(String method, String path) {
    String within = path.substring(PREFIX.length()).split("\\?", 2)[0];
    for (Map.Entry<String, Object> entry : CONTRACT.getJsonObject("paths")) {
      if (within.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"))) {
        return Optional.ofNullable(
            ((JsonObject) entry.getValue()).getJsonObject(method.toLowerCase(Locale.ROOT)));
      }
    }
    return Optional.empty();
  }

  private static Validator validator(JsonObject schema) {
    JsonObject whole =
        new JsonObject()
            .put(
                "components",
                new JsonObject()
                    .put(
                        "schemas",
                        CONTRACT.getJsonObject("components").getJsonObject("schemas").copy()))
            .put("allOf", new JsonArray().add(schema.copy()));
    return Validator.create(
        JsonSchema.of(whole),
        new JsonSchemaOptions()
            .setBaseUri("https://plenum.test/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic));
  }

  /** The same, where no object may have a property that its schema does not name. */
  private static JsonObject closed(JsonObject json) {
    for (Map.Entry<String, Object> entry : json) {
      if (entry.getValue() instanceof JsonObject inner) {
        closed(inner);
      }
    }
    if (json.getValue("properties") instanceof JsonObject) {
      json.put("additionalProperties", false);
    }
    return json;
  }
}
