package io.plenum.signaling.api;

import io.plenum.signaling.invite.CalendarFile;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Calendars for programs that know a secret address and nothing else: {@code /calendar/SECRET.ics}.
 */
final class CalendarFeedRoute {
  private static final String PATH = "/calendar/:file";
  private static final String SUFFIX = ".ics";

  private final CalendarFile file;

  CalendarFeedRoute(CalendarFile file) {
    this.file = file;
  }

  void mount(Router router) {
    router.get(PATH).handler(this::answer);
  }

  private void answer(RoutingContext routing) {
    String name = routing.pathParam("file");
    if (!name.endsWith(SUFFIX)) {
      routing.fail(404);
      return;
    }
    Context loop = routing.vertx().getOrCreateContext();
    String secret = name.substring(0, name.length() - SUFFIX.length());
    Thread.ofVirtual()
        .name("calendar ", 0)
        .start(
            () -> {
              try {
                Optional<String> calendar = file.read(secret);
                loop.runOnContext(done -> send(routing, calendar));
              } catch (RuntimeException | Error e) {
                Problem problem = Problems.of(e);
                loop.runOnContext(done -> Problems.send(routing, problem));
              }
            });
  }

  private static void send(RoutingContext routing, Optional<String> calendar) {
    if (calendar.isEmpty()) {
      routing.fail(404);
    } else if (!routing.response().closed()) {
      routing
          .response()
          .putHeader("Content-Type", "text/calendar; charset=utf-8")
          .putHeader("Cache-Control", "private, no-store")
          .end(calendar.get());
    }
  }
}
