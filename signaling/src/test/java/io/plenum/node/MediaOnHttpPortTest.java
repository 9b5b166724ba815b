package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaOnHttpPortTest {
  private static final int HTTP_PORT = 8443;

  @TempDir Path folder;

  @Test
  void tellsThePublicAddress_atThePortOfThePublicUrl() {
    Map<String, String> settings =
        Map.of(
            "PLENUM_PUBLIC_ADDRESS",
            "203.0.113.7",
            "PLENUM_PUBLIC_URL",
            "https://meet.example.org");
    assertThat(told(settings)).containsExactly("203.0.113.7:443", "127.0.0.1:8443");
  }

  @Test
  void tellsThePublicAddress_atItsOwnPort_whenNoUrlNamesAnother() {
    assertThat(told(Map.of("PLENUM_PUBLIC_ADDRESS", "203.0.113.7")))
        .containsExactly("203.0.113.7:8443", "127.0.0.1:8443");
  }

  @Test
  void tellsAnAddressOnce() {
    assertThat(told(Map.of("PLENUM_PUBLIC_ADDRESS", "127.0.0.1")))
        .containsExactly("127.0.0.1:8443");
  }

  @Test
  void tellsTheAddressesOfMedia_whenHttpListensOnAll() {
    Map<String, String> settings =
        Map.of(
            "PLENUM_HTTP_HOST", "0.0.0.0",
            "PLENUM_HTTP_TLS_DEVELOPMENT_HOST", "localhost",
            "PLENUM_MEDIA_ADDRESSES", "192.0.2.1,192.0.2.2");
    assertThat(told(settings)).containsExactly("192.0.2.1:8443", "192.0.2.2:8443");
  }

  private List<String> told(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PLENUM_DATA_DIR", folder.toString());
    return MediaOnHttpPort.addresses(Configuration.read(environment), HTTP_PORT).stream()
        .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
        .toList();
  }
}
