package io.plenum.signaling.post;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A mail as the outbox keeps it. */
final class MailJson {
  private MailJson() {}

  static JsonObject write(MailLetter mail) {
    JsonObject json =
        new JsonObject()
            .put("to", mail.to())
            .put("subject", mail.subject())
            .put("text", mail.text());
    mail.html().ifPresent(html -> json.put("html", html));
    mail.calendar()
        .ifPresent(part -> json.put("method", part.method().name()).put("calendar", part.text()));
    return json;
  }

  static MailLetter read(String accountId, JsonObject json) {
    return new MailLetter(
        accountId,
        json.getString("to"),
        json.getString("subject"),
        json.getString("text"),
        Optional.ofNullable(json.getString("html")),
        Optional.ofNullable(json.getString("calendar"))
            .map(
                text ->
                    new CalendarPart(CalendarPart.Method.valueOf(json.getString("method")), text)));
  }
}
