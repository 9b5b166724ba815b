package io.plenum.signaling.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.api.Network;
import java.net.InetAddress;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-4")
class DestinationsTest {
  private static final Destinations STRICT = new Destinations(List.of());

  private static Destinations allowing(String network) {
    return new Destinations(List.of(Network.parse(network).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks.example.org",
        "ftp://hooks.example.org/",
        "http://hooks.example.org/",
        "https:///path",
        "https://user:secret@hooks.example.org/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org:70000/",
        "https://hooks.example.org/ space",
        "https://hooks.example.org/\r\nHost: x",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://LOCALHOST:8443/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://192.168.0.1/",
        "https://172.31.0.1/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://255.255.255.255/",
        "https://[::1]/",
        "https://[::]/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://[2001:db8::1]/",
        "http://127.0.0.1/"
      })
  void refusesWhatIsNoHttps_orLeadsInside(String url) {
    assertThat(STRICT.faultOf(url)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.org/plenum?x=1",
        "https://8.8.8.8:8443/",
        "https://[2606:4700:4700::1111]/"
      })
  void takesWhatLeadsOut(String url) {
    assertThat(STRICT.faultOf(url)).isEmpty();
  }

  @Test
  void takesWhatTheOperatorAllows_byPlainHttpOnlyOnThisMachine() {
    assertThat(allowing("10.0.0.0/8").faultOf("https://10.1.2.3/")).isEmpty();
    assertThat(allowing("10.0.0.0/8").faultOf("http://10.1.2.3/")).isPresent();
    assertThat(allowing("127.0.0.0/8").faultOf("http://127.0.0.1:9000/")).isEmpty();
    assertThat(allowing("127.0.0.0/8").faultOf("http://localhost:9000/")).isEmpty();
    assertThat(allowing("127.0.0.0/8").faultOf("http://hooks.example.org/")).isPresent();
  }

  @Test
  void refusesTheAddress_whenItIsLookedUp() throws Exception {
    assertThatThrownBy(() -> STRICT.resolve("localhost"))
        .isInstanceOf(Destinations.RefusedException.class);
    assertThat(allowing("127.0.0.0/8").resolve("localhost"))
        .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
  }

  @Property
  void answersEveryText(@ForAll String text) {
    assertThat(STRICT.faultOf(text)).isNotNull();
    assertThat(STRICT.faultOf("https://" + text)).isNotNull();
  }
}
