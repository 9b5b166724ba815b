package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A guest whose network lets no UDP out meets somebody whose network does. */
@NeedsTool(Tool.CHROMIUM)
class TcpOnlyIT {
  private static final String NO_UDP = Resource.script("no-udp.js");

  @AutoClose private Scene scene;

  @Test
  void bothSeeAndHearEachOther_whenOneHasTcpOnly() throws IOException {
    scene = Scene.open("tcp-only");
    String code = scene.meeting("Quarterly figures");
    Person organizer = scene.organizer().join(code);
    Person guest = scene.admitted(organizer, code, "Gustav Guest", NO_UDP);

    organizer.seesAndHears(1);
    guest.seesAndHears(1);

    assertThat(guest.media().transport()).isEqualTo("tcp");
    assertThat(organizer.media().transport()).isEqualTo("udp");
    assertThat(guest.mistakes()).isEmpty();
  }

  @Test
  void bothSeeAndHearEachOther_whenOneReachesThePortOfThePagesOnly() throws IOException {
    scene = Scene.open("web-port-only");
    String code = scene.meeting("Quarterly figures");
    Person organizer = scene.organizer().join(code);
    String onlyPages =
        Resource.script("one-port.js").replace("PORT", "" + scene.server().httpPort());
    Person guest = scene.admitted(organizer, code, "Gustav Guest", onlyPages);

    organizer.seesAndHears(1);
    guest.seesAndHears(1);

    assertThat(guest.media().transport()).isEqualTo("tcp");
    assertThat(guest.media().remotePort()).isEqualTo(scene.server().httpPort());
    assertThat(guest.mistakes()).isEmpty();
  }
}
