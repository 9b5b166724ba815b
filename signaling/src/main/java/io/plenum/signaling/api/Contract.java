package io.plenum.signaling.api;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The contract as it is shipped: openapi.yaml beside the classes, never one that lies in the
 * working folder.
 */
final class Contract {
  private Contract() {}

  /** All of it. */
  static JsonObject read() {
    Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text());
    return new JsonObject(root);
  }

  /** The file itself. */
  static String text() {
    try (InputStream file = Contract.class.getResourceAsStream("/openapi.yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the router needs: the requests. vertx-openapi 5.0.8 refuses relative server URLs and
   * answers of type application/problem+json, both of which OpenAPI 3.1 allows; answers are held to
   * the contract by tests.
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
        JsonObject needed = (JsonObject) operation.getValue();
        needed.put("responses", unsaid.copy());
        needed.remove("security");
      }
    }
    return contract;
  }
}
