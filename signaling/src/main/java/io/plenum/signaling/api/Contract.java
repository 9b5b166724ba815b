package io.plenum.signaling.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The contract as it is shipped: openapi.yaml beside the classes, never one that lies in the
 * working folder.
 */
final class Contract {
  /** Marks operations whose body is a stream: {@link FileTransfers} answers them. */
  private static final String STREAMED = "x-streamed";

  private static final String TEXT = shipped();

  /** Read once: it changes with the program only. Nobody changes it; {@link #read} gives copies. */
  private static final JsonObject ROOT = parsed();

  private Contract() {}

  /**
   * Reads the file on a thread of its own, so that it is read when the routes need it. Without this
   * the first who asks waits.
   */
  static void readAhead() {
    Thread.ofVirtual().name("contract").start(Contract::text);
  }

  static boolean streamed(io.vertx.openapi.contract.Operation operation) {
    return operation.getExtensions().containsKey(STREAMED);
  }

  /**
   * What an operation needs.
   *
   * @throws IllegalArgumentException when there is none of this id, or it does not say
   */
  static Access access(String operationId) {
    for (Map.Entry<String, Object> path : ROOT.getJsonObject("paths")) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        JsonObject said = (JsonObject) operation.getValue();
        if (operationId.equals(said.getString("operationId"))) {
          return Access.of(operationId, said.getValue("x-access"));
        }
      }
    }
    throw new IllegalArgumentException("openapi.yaml has no " + operationId);
  }

  /** All of it, the caller's to change. */
  static JsonObject read() {
    return ROOT.copy();
  }

  /** The file itself. */
  static String text() {
    return TEXT;
  }

  private static JsonObject parsed() {
    Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(TEXT);
    return new JsonObject(root);
  }

  private static String shipped() {
    try (InputStream file = Contract.class.getResourceAsStream("/openapi.yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The paths whose body is a form. */
  static Set<String> forms() {
    Set<String> forms = new HashSet<>();
    for (Map.Entry<String, Object> path : ROOT.getJsonObject("paths")) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        if (isForm((JsonObject) operation.getValue())) {
          forms.add(path.getKey());
        }
      }
    }
    return Set.copyOf(forms);
  }

  private static boolean isForm(JsonObject operation) {
    return operation
        .getJsonObject("requestBody", new JsonObject())
        .getJsonObject("content", new JsonObject())
        .containsKey(Form.MEDIA_TYPE);
  }

  /**
   * What the router needs: the requests. vertx-openapi 5.0.8 refuses relative server URLs, forms,
   * and answers of type application/problem+json, all of which OpenAPI 3.1 allows; forms are
   * checked by their operations, answers are held to the contract by tests.
   */
  static JsonObject requests() {
    JsonObject contract = read();
    contract.remove("servers");
    contract.remove("security");
    contract.getJsonObject("components").remove("responses");
    JsonObject unsaid =
        new JsonObject().put("default", new JsonObject().put("description", "see openapi.yaml"));
    for (Map.Entry<String, Object> path : contract.getJsonObject("paths")) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        JsonObject shape = (JsonObject) operation.getValue();
        shape.put("responses", unsaid.copy());
        // Calls checks who it is; of several ways to say it the router would demand providers.
        shape.put("security", new JsonArray());
        if (shape.containsKey(STREAMED) || isForm(shape)) {
          shape.remove("requestBody");
        }
      }
    }
    return contract;
  }
}
