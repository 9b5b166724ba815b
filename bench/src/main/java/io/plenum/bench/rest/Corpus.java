package io.plenum.bench.rest;

import io.vertx.core.json.JsonObject;

/**
 * What the server is filled with: one account whose first user, the organizer Olga, has all
 * meetings on her list; the last one has {@link #FEW} on theirs; the others organize the meetings,
 * the same number each.
 *
 * @param users two or more
 */
record Corpus(int users, int meetings, int messages) {
  /** Meetings on the list of whom hardly anything concerns. */
  static final int FEW = 20;

  /** Of the text and of who is invited. */
  static final long SEED = 1;

  /** Of every user; the set-up token too. */
  static final String PASSWORD = "Correct-Horse_7";

  static final String SETUP_TOKEN = "bench-set-up-token-0123456789";

  static String email(int user) {
    return "user" + user + "@example.org";
  }

  /** Who organizes a meeting. */
  int organizer(int meeting) {
    return users <= 2 ? 0 : 1 + meeting % (users - 2);
  }

  int last() {
    return users - 1;
  }

  JsonObject toJson() {
    return new JsonObject().put("users", users).put("meetings", meetings).put("messages", messages);
  }
}
