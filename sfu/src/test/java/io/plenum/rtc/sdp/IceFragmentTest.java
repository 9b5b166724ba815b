package io.plenum.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.ice.IceCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IceFragmentTest {
  private static final IceCredentials ICE = new IceCredentials("EsAw", "P2uYro0UCOQ4zxjKXaWCBui1");

  private static IceFragment parsed(String text) {
    return ((IceFragment.Parse.Parsed) IceFragment.parse(text)).fragment();
  }

  private static IceFragment.Parse.Rejected rejected(String text) {
    return (IceFragment.Parse.Rejected) IceFragment.parse(text);
  }

  @Test
  void readsCandidates_withCredentialsAtTheTop() {
    String text =
        """
        a=ice-ufrag:EsAw
        a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
        m=audio 9 RTP/AVP 0
        a=mid:0
        a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host
        a=candidate:473322822 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active
        a=end-of-candidates
        """;

    assertThat(parsed(text)).isEqualTo(new IceFragment(ICE, 2));
    assertThat(parsed(text.replace("\n", "\r\n"))).isEqualTo(new IceFragment(ICE, 2));
  }

  @Test
  void readsCredentials_inASection() {
    String text =
        """
        a=group:BUNDLE 0 1
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        a=mid:0
        a=ice-ufrag:EsAw
        a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
        """;

    assertThat(parsed(text)).isEqualTo(new IceFragment(ICE, 0));
  }

  @Test
  void readsCandidates_withoutCredentials() {
    assertThat(parsed("a=candidate:1 1 udp 1 192.0.2.1 9 typ host"))
        .isEqualTo(new IceFragment(null, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "garbage", "a=end-of-candidates", "a=ice-ufrag:EsAw", "{\"candidate\": 1}"})
  void refusesWhatTellsNothing(String text) {
    assertThat(IceFragment.parse(text)).isInstanceOf(IceFragment.Parse.Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=ice-ufrag:abc", "a=ice-ufrag:ab cd", "a=ice-pwd:short", "a=x\u0001"})
  void refusesWhatIsMalformed_andSaysWhere(String line) {
    assertThat(rejected("a=mid:0\n" + line).line()).isEqualTo(2);
  }

  @Test
  void takesNoMoreLines_thanTheLimit() {
    String candidate = "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\n";

    assertThat(parsed(candidate.repeat(IceFragment.MAX_LINES)).candidates())
        .isEqualTo(IceFragment.MAX_LINES);
    assertThat(rejected(candidate.repeat(IceFragment.MAX_LINES + 1)).line())
        .isEqualTo(IceFragment.MAX_LINES + 1);
  }

  @Test
  void takesNoLongerText_thanTheLimit() {
    assertThat(rejected("a".repeat(SdpLimits.MAX_CHARACTERS + 1)).line()).isZero();
  }
}
