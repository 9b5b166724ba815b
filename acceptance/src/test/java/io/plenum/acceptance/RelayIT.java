package io.plenum.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests who reach nothing but a relay meet through coturn, with the credentials of their seat. */
@NeedsTool({Tool.CHROMIUM, Tool.COTURN})
class RelayIT {
  private static final Duration HOUR = Duration.ofHours(1);

  @AutoClose private Scene scene;
  private TurnProcess turn;
  private String code;
  private Person organizer;

  @BeforeEach
  void open() throws IOException {
    turn = new TurnProcess();
    scene = Scene.of(ServerProcess.start("relay", turn.settings()));
    scene.closeLater(turn);
    scene.browserArguments("--ignore-certificate-errors-spki-list=" + turn.publicKeyHash());
    code = scene.meeting("From the hotel");
    organizer = scene.organizer().join(code);
  }

  @Test
  void meetsThroughTheRelay_overUdpTcpAndTls() {
    Map<String, String> ways = Map.of("udp", turn.udp(), "tcp", turn.tcp(), "tls", turn.tls());
    for (String way : List.of("udp", "tcp", "tls")) {
      String name = "Gustav by " + way;
      String only = Resource.script("relay-only.js").replace("RELAY", ways.get(way));
      try (Person guest = scene.admitted(organizer, code, name, only)) {
        guest.seesAndHears(1);
        organizer.seesAndHears(1);
        assertThat(guest.media().relayedBy()).isEqualTo(way);
        assertThat(guest.mistakes()).isEmpty();
        guest.at("leave").click();
        guest.isOut("left");
      }
      Eventually.holds(
          "they are gone", Person.PATIENCE, () -> organizer.media().videosShown() == 0);
    }
  }

  @Test
  void theRelayTakesTheSeatsCredentialsOnly_andOnlyInTheirTime() throws Exception {
    organizer.sees("tile");
    JsonObject given =
        organizer
            .received("seat")
            .findFirst()
            .orElseThrow()
            .getAsJsonArray("iceServers")
            .get(0)
            .getAsJsonObject();
    assertThat(given.getAsJsonArray("urls").asList().stream().map(JsonElement::getAsString))
        .containsExactly(turn.udp(), turn.tcp(), turn.tls());
    String username = given.get("username").getAsString();
    String credential = given.get("credential").getAsString();
    assertThat(credential).isEqualTo(credential(username));

    assertThat(gathered(username, credential))
        .isEqualTo(Map.of("relayed", true, "errors", List.of()));
    assertThat(gathered(username, "not-the-credential"))
        .isEqualTo(Map.of("relayed", false, "errors", List.of(401)));
    String past = Instant.now().minus(HOUR).getEpochSecond() + ":somebody";
    assertThat(gathered(past, credential(past)))
        .as("right, but an hour late")
        .isEqualTo(Map.of("relayed", false, "errors", List.of(401)));
    String future = Instant.now().plus(HOUR).getEpochSecond() + ":somebody";
    assertThat(gathered(future, credential(username)))
        .as("of another time")
        .isEqualTo(Map.of("relayed", false, "errors", List.of(401)));
  }

  private Object gathered(String username, String credential) {
    return organizer
        .page()
        .evaluate(
            Resource.script("gather.js"),
            Map.of("urls", turn.udp(), "username", username, "credential", credential));
  }

  /** As coturn wants it: Base64 of HMAC-SHA1 of the name under the shared secret. */
  private static String credential(String username) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(TurnProcess.SECRET.getBytes(UTF_8), "HmacSHA1"));
    return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(UTF_8)));
  }
}
