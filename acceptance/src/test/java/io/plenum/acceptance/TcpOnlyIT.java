package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
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
    theAuditLogSays("udp", organizer);
    theAuditLogSays("tcp", guest);
  }

  /** The address that media came from and to first, of a seat. */
  private void theAuditLogSays(String transport, Person person) {
    Eventually.holds("it is noted", Person.PATIENCE, () -> entry(person).isPresent());
    JsonObject entry = entry(person).orElseThrow();
    JsonObject facts = entry.getAsJsonObject("facts");
    InetSocketAddress remote =
        address(entry.getAsJsonObject("personal").get("subject.path").getAsString());
    assertThat(facts.get("transport").getAsString()).isEqualTo(transport);
    int port = Integer.parseInt(facts.get("local").getAsString().replaceFirst(".*:", ""));
    assertThat(scene.server().isMediaPort(port) || port == scene.server().httpPort()).isTrue();
    if (transport.equals("udp")) {
      assertThat(person.media().localAddresses("udp")).contains(remote);
    } else { // a browser does not say which port a connection leaves from
      assertThat(person.media().localAddresses("tcp"))
          .extracting(InetSocketAddress::getAddress)
          .contains(remote.getAddress());
    }
  }

  /** Of {@code 127.0.0.1:5000} or {@code [::1]:5000}. */
  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, colon).replaceAll("[\\[\\]]", "");
    return new InetSocketAddress(
        InetAddress.ofLiteral(host), Integer.parseInt(text.substring(colon + 1)));
  }

  private Optional<JsonObject> entry(Person person) {
    return scene.audit("media-connected").stream()
        .filter(entry -> seat(entry).equals(person.seat()))
        .findFirst();
  }

  private static String seat(JsonObject entry) {
    return entry.getAsJsonObject("facts").get("seat").getAsString();
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
