package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayAccessTest {
  private static final InstantSource NEW_YEAR =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void givesCredentialsThatEndInADay_asCoturnWantsThem() {
    RelayAccess access = new RelayAccess(List.of("turn:a", "turns:b"), "north", NEW_YEAR);

    JsonObject server = access.of("seat-1").getJsonObject(0);

    assertThat(server.getJsonArray("urls")).isEqualTo(JsonArray.of("turn:a", "turns:b"));
    assertThat(server.getString("username")).isEqualTo("1767312000:seat-1");
    // Computed with Python's hmac and base64.
    assertThat(server.getString("credential")).isEqualTo("qOyFn0VrpHSUEvVIHC0oe1Fxnlw=");
  }

  @Test
  void givesEachSeatItsOwn() {
    RelayAccess access = new RelayAccess(List.of("turn:a"), "north", NEW_YEAR);
    assertThat(access.of("seat-1")).isNotEqualTo(access.of("seat-2"));
  }

  @Test
  void givesTheSameAsLinks_whereAStunServerNeedsNoCredentials() {
    RelayAccess access = new RelayAccess(List.of("turn:a", "stun:b"), "north", NEW_YEAR);

    assertThat(access.links("seat-1"))
        .containsExactly(
            "<turn:a>; rel=\"ice-server\"; username=\"1767312000:seat-1\";"
                + " credential=\"qOyFn0VrpHSUEvVIHC0oe1Fxnlw=\"; credential-type=\"password\"",
            "<stun:b>; rel=\"ice-server\"");
  }

  @Test
  void givesNothing_withoutServers() {
    assertThat(RelayAccess.NONE.of("seat-1")).isEmpty();
    assertThat(RelayAccess.NONE.links("seat-1")).isEmpty();
  }
}
