package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The server is killed after it has rotated a refresh token and before the client has heard. That
 * the server got so far is certain: the test sees the answer, and the client, which it plays, does
 * not.
 */
@Tag("I-4a")
class KilledRefreshIT {
  /** More than the time in which two tabs may show the same token. */
  private static final Duration LATER = Duration.ofSeconds(11);

  @AutoClose private ServerProcess server;

  @Test
  void whoNeverHeardStaysSignedIn_andACopyIsFoundOut() throws IOException {
    server = ServerProcess.start("killed-refresh");
    Organizer organizer = new Organizer(server);
    HttpResponse<String> unheard = organizer.show(organizer.cookie());
    assertThat(unheard.statusCode()).isEqualTo(200);
    server.kill();
    server.restart();
    Eventually.pause(LATER);

    organizer.refresh();
    organizer.refresh();
    assertThat(organizer.status("/me")).isEqualTo(200);

    // Whoever shows what never arrived has it from elsewhere.
    assertThat(organizer.show(Organizer.cookie(unheard)).statusCode()).isEqualTo(401);
    assertThat(organizer.show(organizer.cookie()).statusCode()).isEqualTo(401);
    assertThat(organizer.status("/me")).isEqualTo(401);
  }
}
