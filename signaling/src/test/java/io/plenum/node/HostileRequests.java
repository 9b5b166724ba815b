package io.plenum.node;

import io.plenum.hostile.HostileJson;
import io.plenum.hostile.HostileText;
import io.plenum.signaling.api.AnswerSchemas;
import io.plenum.signaling.api.AnswerSchemas.Operation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Requests for an operation as openapi.yaml describes them, each with one thing wrong about it, or
 * two. The same seed gives the same requests.
 */
final class HostileRequests {
  private static final List<String> IDS =
      List.of(
          "..",
          "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
          "%252e%252e%252f",
          "..%5c..%5cwindows",
          "%00",
          "a%00b",
          "%ff%fe",
          "%c0%af",
          "%ed%a0%80",
          "%F0%9F%98%80",
          "%E2%80%AE",
          "%",
          "%zz",
          "%27%3B%20DROP%20TABLE%20meeting%3B%20--",
          "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
          "0",
          "-1",
          "1.5",
          "1e5",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999",
          "+1",
          "%201",
          "null",
          "*",
          ":id",
          "{id}",
          ";a=b",
          "a;b",
          "0".repeat(32),
          "a".repeat(64),
          "a".repeat(65),
          "a".repeat(3_000));

  private static final String CHUNKED = "Transfer-Encoding: chunked";

  private static final List<String> HEADERS =
      List.of(
          "If-Match: \"99999999999999999999-0000000000000000\"",
          "If-Match: *",
          "If-Match: W/\"1-0000000000000000\", \"2",
          "If-None-Match: *",
          "If-None-Match: \"\u0001\"",
          "Idempotency-Key: ",
          "Idempotency-Key: key with spaces",
          "Idempotency-Key: " + "k".repeat(201),
          "Idempotency-Key: \u00e9\u00ff",
          "Idempotency-Key: '; DROP TABLE idempotent_request; --",
          "Range: bytes=0-",
          "Range: bytes=-0",
          "Range: bytes=5-1",
          "Range: bytes=99999999999999999999-",
          "Range: bytes=0-0,2-2,4-4",
          "Range: lines=1-2",
          "If-Range: Wed, 21 Oct 2015 07:28:00 GMT",
          "Last-Event-ID: -1",
          "Last-Event-ID: 99999999999999999999",
          "Last-Event-ID: \u0080",
          "Cookie: plenum-refresh=\u0001\u0002; plenum-refresh=%00",
          "Cookie: =;;;==",
          "Authorization: Bearer",
          "Authorization: Bearer a.b.c",
          "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
          "Authorization: Seat '; --",
          "Authorization: Seat \u00ff",
          "Authorization: Basic Og==",
          "Authorization: Basic \u00ff",
          "Origin: null",
          "Origin: https://evil.example",
          "Sec-Fetch-Site: cross-site",
          "Accept: image/png",
          "Accept-Encoding: gzip, br;q=1.0, *;q=0",
          "Content-Encoding: gzip",
          "Expect: 100-continue",
          "Expect: 200-ok",
          "X-Forwarded-For: '; DROP TABLE attempt; --",
          "X-Forwarded-Host: evil.example",
          "X-HTTP-Method-Override: DELETE",
          "User-Agent: \u00ff\u0080<script>" + "u".repeat(3_000),
          "Content-Type: application/json; charset=utf-7",
          "Content-Type: text/plain",
          "Content-Type: multipart/form-data; boundary=x",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: \u00ff",
          "Content-Length: -1",
          "Content-Length: 1e3",
          "Transfer-Encoding: gzip",
          CHUNKED,
          "Bad Name: x",
          ": x",
          "X-Long: " + "x".repeat(9_000));

  private final Random random;
  private final HostileJson json;
  private final Map<String, String> ids;
  private final JsonObject contract = AnswerSchemas.contract();

  /** One request before it is bytes. */
  private static final class Draft {
    String path;
    final Map<String, String> query = new TreeMap<>();
    final List<String> headers = new ArrayList<>();
    JsonObject good;
    byte[] body;
  }

  /** `ids` are real ones, by the names of the paths' parameters. */
  HostileRequests(long seed, Map<String, String> ids) {
    this.random = new Random(seed);
    this.json = new HostileJson(random);
    this.ids = ids;
  }

  /** The next request; what deletes never gets a real id. */
  byte[] next(Operation operation, String authorization) {
    Draft draft = good(operation, authorization);
    if (operation.method().equals("DELETE")) {
      spoilPath(operation, draft);
    }
    int wrongs = 1 + random.nextInt(2);
    for (int i = 0; i < wrongs; i++) {
      switch (random.nextInt(draft.good == null ? 5 : 9)) {
        case 0 -> spoilPath(operation, draft);
        case 1, 2 -> spoilQuery(draft);
        case 3, 4 -> draft.headers.add(HEADERS.get(random.nextInt(HEADERS.size())));
        default -> draft.body = bytes(json.spoil(draft.good));
      }
    }
    return written(operation.method(), draft);
  }

  /** Whether it says in two ways where its body ends. */
  static boolean doublyFramed(byte[] request) {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    return text.contains(CHUNKED) && text.contains("Content-Length: ");
  }

  private Draft good(Operation operation, String authorization) {
    JsonObject shape = shape(operation);
    Draft draft = new Draft();
    draft.path = "/api/v1" + TwoCompanies.filled(below(operation), ids, ids);
    parameters(shape, "query").forEach(one -> draft.query.put(one.getString("name"), value(one)));
    if (!authorization.isEmpty()) {
      draft.headers.add("Authorization: " + authorization);
    }
    JsonObject body = shape.getJsonObject("requestBody", new JsonObject()).getJsonObject("content");
    if (body != null) {
      String type = body.fieldNames().iterator().next();
      draft.headers.add("Content-Type: " + (type.equals("*/*") ? "text/plain" : type));
      draft.good = example(body.getJsonObject(type));
      draft.body =
          bytes(
              type.equals("application/x-www-form-urlencoded")
                  ? form(draft.good)
                  : draft.good.encode());
    }
    return draft;
  }

  private static String below(Operation operation) {
    return operation.path().substring("/api/v1".length());
  }

  private JsonObject shape(Operation operation) {
    return contract
        .getJsonObject("paths")
        .getJsonObject(below(operation))
        .getJsonObject(operation.method().toLowerCase(java.util.Locale.ROOT));
  }

  private List<JsonObject> parameters(JsonObject shape, String in) {
    List<JsonObject> found = new ArrayList<>();
    for (Object one : shape.getJsonArray("parameters", new JsonArray())) {
      JsonObject parameter = (JsonObject) one;
      String ref = parameter.getString("$ref");
      if (ref != null) {
        parameter =
            contract
                .getJsonObject("components")
                .getJsonObject("parameters")
                .getJsonObject(ref.substring(ref.lastIndexOf('/') + 1));
      }
      if (parameter.getString("in").equals(in)) {
        found.add(parameter);
      }
    }
    return found;
  }

  private static String value(JsonObject parameter) {
    JsonObject schema = parameter.getJsonObject("schema");
    JsonArray values = schema.getJsonArray("enum");
    if (values != null) {
      return values.getString(0);
    }
    Object value = parameter.getValue("example", schema.getValue("default"));
    return value == null ? "1" : value.toString();
  }

  private static JsonObject example(JsonObject media) {
    JsonObject example = media.getJsonObject("example");
    JsonObject named = media.getJsonObject("examples");
    if (named != null) {
      String first = named.fieldNames().iterator().next();
      example = named.getJsonObject(first).getJsonObject("value");
    }
    return example == null ? new JsonObject().put("name", "any") : example.copy();
  }

  private static String form(JsonObject fields) {
    List<String> parts = new ArrayList<>();
    fields.forEach(
        field ->
            parts.add(
                field.getKey()
                    + "="
                    + URLEncoder.encode(field.getValue().toString(), StandardCharsets.UTF_8)));
    return String.join("&", parts);
  }

  private void spoilPath(Operation operation, Draft draft) {
    List<String> parts = new ArrayList<>(List.of(operation.path().split("/")));
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).startsWith("{")) {
        places.add(i);
      }
    }
    if (!places.isEmpty()) {
      int place = places.get(random.nextInt(places.size()));
      String[] good = draft.path.split("/");
      good[place] = IDS.get(random.nextInt(IDS.size()));
      draft.path = String.join("/", good);
    }
  }

  private void spoilQuery(Draft draft) {
    List<String> names = new ArrayList<>(draft.query.keySet());
    names.add("unknown");
    String name = names.get(random.nextInt(names.size()));
    if (random.nextInt(5) == 0) {
      draft.query.remove(name);
    } else if (random.nextInt(4) == 0) {
      draft.query.put(name, IDS.get(random.nextInt(IDS.size())));
    } else {
      draft.query.put(name, URLEncoder.encode(HostileText.any(random), StandardCharsets.UTF_8));
    }
  }

  /** Now and then the bytes are no UTF-8. */
  private byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 2 && random.nextInt(12) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) (0x80 + random.nextInt(0x80));
    }
    return bytes;
  }

  private static byte[] written(String method, Draft draft) {
    List<String> pairs = new ArrayList<>();
    draft.query.forEach((name, value) -> pairs.add(name + "=" + value));
    String query = pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(draft.path).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: 127.0.0.1\r\nConnection: close\r\n");
    draft.headers.forEach(header -> head.append(header).append("\r\n"));
    if (draft.body != null) {
      head.append("Content-Length: ").append(draft.body.length).append("\r\n");
    }
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (draft.body != null) {
      request.writeBytes(draft.body);
    }
    if (draft.headers.contains(CHUNKED)) {
      // It ends, so that nobody waits for the rest until the time of slow clients is over.
      request.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    return request.toByteArray();
  }
}
