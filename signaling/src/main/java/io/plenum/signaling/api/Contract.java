package io.plenum.signaling.api;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  static JsonObject read() {
    try (InputStream file = Contract.class.getResourceAsStream("/openapi.yaml")) {
      Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      return new JsonObject(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
