package io.plenum.node;

import static io.plenum.node.Client.json;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What tests of a whole node begin with: the least that it must be told, and its first account. */
final class FirstStart {
  static final String TOKEN = "a-set-up-token-for-tests";
  static final String PASSWORD = "Engine#1843";

  private FirstStart() {}

  /**
   * A configuration with its data in the folder, on free ports; may be changed.
   *
   * @param more names and values in turn, besides
   */
  static Map<String, String> environment(Path folder, String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PLENUM_DATA_DIR", folder.resolve("data").toString());
    environment.put("PLENUM_HTTP_PORT", "0");
    environment.put("PLENUM_MEDIA_PORT", "0");
    environment.put("PLENUM_SETUP_TOKEN", TOKEN);
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  /** The account Acme with its administrator Ada, who is signed in by the answer. */
  static HttpResponse<String> setUp(Client client) {
    return client.post("/api/v1/setup", body());
  }

  /** The request for it. */
  static JsonObject body() {
    return new JsonObject()
        .put("token", TOKEN)
        .put("account", "Acme")
        .put("name", "Ada")
        .put("email", "ada@acme.example")
        .put("password", PASSWORD);
  }

  /** The header that acts for whom the answer signed in. */
  static String[] bearer(HttpResponse<String> signedIn) {
    return new String[] {"Authorization", "Bearer " + json(signedIn).getString("accessToken")};
  }
}
