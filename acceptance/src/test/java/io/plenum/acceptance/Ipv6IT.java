package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Media over IPv6 alone. */
@NeedsTool({Tool.CHROMIUM, Tool.IPV6})
class Ipv6IT {
  @AutoClose private Scene scene;

  @Test
  void bothSeeAndHearEachOther_whenMediaHasIpv6Only() throws IOException {
    Map<String, String> only =
        Map.of(
            "PLENUM_MEDIA_ADDRESSES", "::1",
            "PLENUM_MEDIA_TCP", "off",
            "PLENUM_MEDIA_ON_HTTP_PORT", "off");
    scene = Scene.of(ServerProcess.start("ipv6", "::1", only));
    String code = scene.meeting("Quarterly figures");
    Person organizer = scene.organizer().join(code);
    Person guest = scene.admitted(organizer, code, "Gustav Guest");

    organizer.seesAndHears(1);
    guest.seesAndHears(1);

    assertThat(scene.audit("media-connected"))
        .hasSize(2)
        .allSatisfy(
            entry ->
                assertThat(entry.getAsJsonObject("facts").get("local").getAsString())
                    .startsWith("[0:0:0:0:0:0:0:1]:"));
    assertThat(guest.mistakes()).isEmpty();
  }
}
