package io.plenum.signaling.identity.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.Network;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("I-4c")
class RemoteAddressesTest {
  private static final RemoteAddresses PUBLIC = new RemoteAddresses(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "172.15.255.255",
        "172.32.0.1",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001::8",
        "64:ff9b::8.8.8.8"
      })
  void allowsWhatIsOnTheInternet(String address) {
    assertThat(PUBLIC.allow(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "2002:7f00:1::1",
        "2001:db8::1"
      })
  void refusesWhatOnlyThisNetworkReaches(String address) {
    assertThat(PUBLIC.allow(InetAddress.ofLiteral(address))).isFalse();
  }

  @Test
  void allowsBesides_whatTheOperatorNamed() {
    RemoteAddresses named =
        new RemoteAddresses(List.of(Network.parse("10.1.0.0/16").orElseThrow()));

    assertThat(named.allow(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
    assertThat(named.allow(InetAddress.ofLiteral("10.2.0.1"))).isFalse();
    assertThat(named.allow(InetAddress.ofLiteral("1.1.1.1"))).isTrue();
  }
}
