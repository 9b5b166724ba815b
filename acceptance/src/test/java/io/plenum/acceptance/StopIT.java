package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server is told to stop in the middle of a meeting. */
class StopIT {
  /** A process that ends on SIGTERM (15) after its shutdown hooks: 128 + 15. */
  private static final int TERMINATED = 143;

  @Test
  @Tag("W-6b")
  void stopsInOrderOnSigterm_andKeepsTheSeats() throws IOException {
    try (ServerProcess server = ServerProcess.start("stop")) {
      Rest rest = new Rest(server);
      String token = rest.setUp();
      String code = rest.meeting(token, "Interrupted");
      String seatToken;
      try (SocketSeat seat = SocketSeat.user(server, code, token)) {
        JsonObject taken = seat.await("seat");
        seatToken = taken.get("seatToken").getAsString();
        seat.await("room");
        assertThat(server.terminate()).isEqualTo(TERMINATED);
      }
      assertThat(server.log())
          .contains("Stopping")
          .contains("Stopped")
          .doesNotContain("did not stop");
      server.restart();
      try (SocketSeat back = SocketSeat.resume(server, code, seatToken)) {
        assertThat(back.await("seat").get("resumed").getAsBoolean()).isTrue();
      }
    }
  }
}
