package io.plenum.signaling.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The contract as a page to read: one HTML document without any script, so that it needs nothing
 * from elsewhere and passes the strictest content security policy.
 */
final class ReferencePage {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  private final JsonObject contract;
  private final Html html = new Html();

  ReferencePage(JsonObject contract) {
    this.contract = contract;
  }

  String render() {
    JsonObject info = contract.getJsonObject("info");
    String title = info.getString("title") + " REST API " + info.getString("version");
    html.raw(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/reference/reference.css">
        """);
    html.element("title", title).raw("</head>\n<body>\n");
    contents();
    html.raw("<main>\n").element("h1", title).prose(info.getString("description"));
    html.raw("<p><a href=\"/api/v1/openapi.yaml\">openapi.yaml</a></p>\n");
    tags().forEach(this::tag);
    schemas();
    return html.raw("</main>\n</body>\n</html>\n").toString();
  }

  private List<JsonObject> tags() {
    return objects(contract.getJsonArray("tags"));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array == null ? List.of() : array.stream().map(JsonObject.class::cast).toList();
  }

  /** What is done with one operation of the contract. */
  @FunctionalInterface
  private interface Visitor {
    void visit(String method, String path, JsonObject operation);
  }

  private void operations(String tag, Visitor visitor) {
    for (Map.Entry<String, Object> path : contract.getJsonObject("paths")) {
      JsonObject methods = (JsonObject) path.getValue();
      for (String method : METHODS) {
        JsonObject operation = methods.getJsonObject(method);
        if (operation != null && operation.getJsonArray("tags").contains(tag)) {
          visitor.visit(method.toUpperCase(Locale.ROOT), path.getKey(), operation);
        }
      }
    }
  }

  private void contents() {
    html.raw("<nav aria-label=\"Operations\">\n");
    for (JsonObject tag : tags()) {
      html.element("h2", tag.getString("name")).raw("<ul>\n");
      operations(
          tag.getString("name"),
          (method, path, operation) ->
              html.raw("<li>")
                  .raw("<a href=\"#")
                  .text(operation.getString("operationId"))
                  .raw("\">")
                  .element("b", method)
                  .text(" " + path)
                  .raw("</a></li>\n"));
      html.raw("</ul>\n");
    }
    html.raw("<h2><a href=\"#schemas\">schemas</a></h2>\n</nav>\n");
  }

  private void tag(JsonObject tag) {
    String name = tag.getString("name");
    html.raw("<section>\n").element("h2", name).prose(tag.getString("description"));
    operations(name, this::operation);
    html.raw("</section>\n");
  }

  private void operation(String method, String path, JsonObject operation) {
    html.raw("<article id=\"").text(operation.getString("operationId")).raw("\">\n<h3>");
    html.element("b", method).raw(" ").element("code", path).raw("</h3>\n");
    html.prose(operation.getString("summary"));
    if (operation.containsKey("description")) {
      html.prose(operation.getString("description"));
    }
    JsonObject access = operation.getJsonObject("x-access");
    html.prose(
        "Access: row `"
            + access.getString("row")
            + "`, right `"
            + access.getString("right")
            + "`.");
    parameters(operation);
    JsonObject body = operation.getJsonObject("requestBody");
    if (body != null) {
      html.element("h4", "Body");
      content(resolve(body));
    }
    responses(operation.getJsonObject("responses"));
    html.raw("</article>\n");
  }

  private void parameters(JsonObject operation) {
    List<JsonObject> all =
        objects(operation.getJsonArray("parameters")).stream().map(this::resolve).toList();
    if (all.isEmpty()) {
      return;
    }
    html.element("h4", "Parameters").raw("<dl>\n");
    for (JsonObject parameter : all) {
      boolean required = parameter.getBoolean("required", false);
      html.raw("<dt>").element("code", parameter.getString("name"));
      html.text(" in " + parameter.getString("in") + (required ? ", required" : ""));
      html.raw("</dt><dd>");
      html.prose(parameter.getString("description", ""));
      html.element("pre", parameter.getJsonObject("schema").encode()).raw("</dd>\n");
    }
    html.raw("</dl>\n");
  }

  private void responses(JsonObject responses) {
    html.element("h4", "Answers").raw("<dl>\n");
    for (Map.Entry<String, Object> entry : responses) {
      JsonObject response = resolve((JsonObject) entry.getValue());
      html.raw("<dt>").element("b", entry.getKey()).raw(" ");
      html.text(response.getString("description", "")).raw("</dt><dd>");
      if (!entry.getKey().equals("default") && entry.getKey().startsWith("2")) {
        content(response);
      }
      html.raw("</dd>\n");
    }
    html.raw("</dl>\n");
  }

  private void content(JsonObject holder) {
    JsonObject content = holder.getJsonObject("content");
    if (content == null) {
      return;
    }
    for (Map.Entry<String, Object> entry : content) {
      JsonObject media = (JsonObject) entry.getValue();
      html.raw("<p>").element("code", entry.getKey()).raw(" ");
      link(media.getJsonObject("schema"));
      html.raw("</p>\n");
      example(media);
    }
  }

  private void link(JsonObject schema) {
    String ref = schema == null ? null : schema.getString("$ref");
    if (ref != null) {
      String name = ref.substring(ref.lastIndexOf('/') + 1);
      html.raw("<a href=\"#schema-").text(name).raw("\">").text(name).raw("</a>");
    }
  }

  private void example(JsonObject holder) {
    Object example = holder.getValue("example");
    if (example instanceof JsonObject object) {
      html.element("pre tabindex=\"0\"", object.encodePrettily()).raw("\n");
    } else if (example != null) {
      html.element("pre tabindex=\"0\"", example.toString()).raw("\n");
    }
  }

  private void schemas() {
    html.raw("<section id=\"schemas\">\n").element("h2", "schemas");
    JsonObject all = contract.getJsonObject("components").getJsonObject("schemas");
    for (Map.Entry<String, Object> entry : all) {
      JsonObject schema = ((JsonObject) entry.getValue()).copy();
      html.raw("<article id=\"schema-").text(entry.getKey()).raw("\">\n");
      html.element("h3", entry.getKey());
      html.prose(String.valueOf(schema.getMap().getOrDefault("description", "")));
      schema.remove("description");
      html.element("pre tabindex=\"0\"", schema.encodePrettily()).raw("</article>\n");
    }
    html.raw("</section>\n");
  }

  /** What a `$ref` into the components leads to. */
  private JsonObject resolve(JsonObject object) {
    String ref = object.getString("$ref");
    if (ref == null) {
      return object;
    }
    JsonObject at = contract;
    for (String step : ref.substring(2).split("/", -1)) {
      at = at.getJsonObject(step);
    }
    return at;
  }
}
