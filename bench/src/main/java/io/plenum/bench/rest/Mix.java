package io.plenum.bench.rest;

import io.plenum.bench.rest.OpenLoad.Aimed;
import io.plenum.bench.rest.OpenLoad.Shot;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What people ask of the server: four of five requests read, one of five is on the disk before it
 * is answered. Any thread may draw.
 */
final class Mix {
  /** Kinds that write; all others read. */
  static final List<String> WRITES =
      List.of("post message", "make meeting", "change settings", "hide or show");

  /** How many of a thousand requests. */
  static final Map<String, Integer> SHARES =
      Map.ofEntries(
          Map.entry("list meetings", 270),
          Map.entry("open meeting", 170),
          Map.entry("read chat", 200),
          Map.entry("search", 60),
          Map.entry("calendar", 50),
          Map.entry("me", 50),
          Map.entry("post message", 130),
          Map.entry("make meeting", 25),
          Map.entry("change settings", 25),
          Map.entry("hide or show", 20));

  private static final int THOUSAND = 1_000;

  /** Of each user's list, known to the load. */
  private static final int KNOWN = 100;

  private record Own(User user, String meeting, String version) {}

  private final List<String> kinds = new ArrayList<>();
  private final List<User> users;
  private final List<List<String>> meetings = new ArrayList<>();
  private final Vocabulary vocabulary = new Vocabulary(Corpus.SEED);
  private final Queue<Own> changeable = new ConcurrentLinkedQueue<>();

  /** `users`: all but the one who has everything on their list. */
  Mix(List<User> users) throws IOException {
    this.users = users;
    SHARES.forEach((kind, share) -> kinds.addAll(java.util.Collections.nCopies(share, kind)));
    if (kinds.size() != THOUSAND) {
      throw new IllegalStateException("not a thousand: " + kinds.size());
    }
    kinds.sort(String::compareTo);
    for (User user : users) {
      List<String> ids = new ArrayList<>();
      User.ok(user.get("meetings?limit=" + KNOWN))
          .getJsonArray("items")
          .forEach(item -> ids.add(((JsonObject) item).getString("id")));
      meetings.add(List.copyOf(ids));
    }
  }

  /** The next request, whose randomness is drawn now. */
  Aimed draw(Random random) {
    String kind = kinds.get(random.nextInt(THOUSAND));
    int number = random.nextInt(users.size());
    List<String> own = meetings.get(number);
    return new Aimed(
        kind, shot(kind, users.get(number), own.get(random.nextInt(own.size())), random));
  }

  private Shot shot(String kind, User user, String meeting, Random random) {
    return switch (kind) {
      case "list meetings" -> () -> user.get("meetings?limit=50").statusCode();
      case "open meeting" -> () -> user.get("meetings/" + meeting).statusCode();
      case "read chat" -> () -> user.get("meetings/" + meeting + "/messages").statusCode();
      case "search" -> search(user, random);
      case "calendar" -> calendar(user);
      case "me" -> () -> user.get("me").statusCode();
      case "post message" -> post(user, meeting, vocabulary.message(random));
      case "make meeting" -> make(user, vocabulary.name(random));
      case "change settings" -> change(user, random.nextBoolean());
      case "hide or show" -> hide(user, meeting, random.nextBoolean());
      default -> throw new IllegalStateException(kind);
    };
  }

  private Shot search(User user, Random random) {
    String text =
        switch (random.nextInt(4)) {
          case 0 -> vocabulary.word(random);
          case 1 -> vocabulary.prefix(random);
          case 2 -> vocabulary.substring(random);
          default -> vocabulary.han(random);
        };
    return () -> user.get("search/meetings?text=" + encoded(text)).statusCode();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Shot calendar(User user) {
    Instant from = Instant.now().truncatedTo(ChronoUnit.DAYS);
    String range = "calendar?from=" + from + "&to=" + from.plus(31, ChronoUnit.DAYS);
    return () -> user.get(range).statusCode();
  }

  private static Shot post(User user, String meeting, String text) {
    JsonObject message = new JsonObject().put("text", text);
    return () -> user.send("POST", "meetings/" + meeting + "/messages", message).statusCode();
  }

  private Shot make(User user, String name) {
    JsonObject wish = new JsonObject().put("name", name);
    return () -> noted(user, user.send("POST", "meetings", wish));
  }

  /** A meeting that was made under this load, by whoever made it; else the user's own setting. */
  private Shot change(User user, boolean mute) {
    return () -> {
      Own own = changeable.poll();
      if (own == null) {
        JsonObject wish = new JsonObject().put("muteOnEntry", mute);
        return user.send("PATCH", "me", wish).statusCode();
      }
      JsonObject settings = new JsonObject().put("muteOnEntry", mute);
      return noted(
          own.user(),
          own.user()
              .send(
                  "PATCH",
                  "meetings/" + own.meeting(),
                  new JsonObject().put("settings", settings),
                  "If-Match",
                  own.version()));
    };
  }

  private int noted(User user, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 == 2) {
      String id = User.ok(answer).getString("id");
      answer
          .headers()
          .firstValue("ETag")
          .ifPresent(version -> changeable.add(new Own(user, id, version)));
    }
    return answer.statusCode();
  }

  private static Shot hide(User user, String meeting, boolean hidden) {
    String path = "meetings/" + meeting + "/hidden";
    return () -> user.send(hidden ? "PUT" : "DELETE", path).statusCode();
  }
}
