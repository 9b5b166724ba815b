package io.plenum.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-4")
class SdpParserTest {
  private static final String HEAD = "v=0\no=- 1 1 IN IP4 0.0.0.0\ns=-\nt=0 0\n";
  private static final String AUDIO = HEAD + "m=audio 9 UDP/TLS/RTP/SAVPF 111\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=rtpmap:128 opus/48000",
        "a=rtpmap:111 opus",
        "a=rtpmap:x opus/1",
        "a=rtcp-fb:x nack",
        "a=mid:",
        "a=mid:a b",
        "a=extmap:0 urn:x",
        "a=extmap:99999 urn:x",
        "a=extmap:1/up urn:x",
        "a=extmap:1",
        "a=rid:q",
        "a=rid:!! send",
        "a=simulcast:send",
        "a=simulcast:send q;q",
        "a=ssrc:4294967296 cname:x",
        "a=ssrc-group:FID x",
        "a=ice-ufrag:abc",
        "a=ice-pwd:short",
        "a=fingerprint:sha-256 XY",
        "a=setup:both",
        "m=audio 70000 x 1",
        "m=audio",
        "x",
        "",
        "a=mid:\u0001"
      })
  void rejectsWithTheLineNumber(String line) {
    assertThat(SdpParser.parse(AUDIO + line + "\na=sendrecv\n"))
        .isInstanceOfSatisfying(
            SdpParse.Rejected.class, rejected -> assertThat(rejected.line()).isEqualTo(6));
  }

  @Test
  void rejectsAMidUsedTwice() {
    assertThat(SdpParser.parse(AUDIO + "a=mid:0\nm=audio 9 RTP/SAVPF 0\na=mid:0\n"))
        .isEqualTo(new SdpParse.Rejected(8, "mid used before"));
  }

  @Test
  void rejectsWhatDoesNotBeginWithAVersion() {
    assertThat(SdpParser.parse("")).isInstanceOf(SdpParse.Rejected.class);
    assertThat(SdpParser.parse("v=1\n"))
        .isEqualTo(new SdpParse.Rejected(1, "does not begin with v=0"));
  }

  @Test
  void holdsTheLimits() {
    assertAtLimit(AUDIO + "a=x\n".repeat(SdpLimits.MAX_LINES - 5), "a=x\n");
    String section = "m=audio 9 RTP/SAVPF 0\n";
    assertAtLimit(HEAD + section.repeat(SdpLimits.MAX_SECTIONS), section);
    assertAtLimit(AUDIO + "a=" + "x".repeat(SdpLimits.MAX_LINE_CHARACTERS - 2), "x");
    assertAtLimit(AUDIO + "a=rid:a send\n".repeat(SdpLimits.MAX_RIDS), "a=rid:a send\n");
    assertAtLimit(AUDIO + "a=rtcp-fb:* nack\n".repeat(SdpLimits.MAX_FEEDBACK), "a=rtcp-fb:* x\n");
    assertAtLimit(HEAD + "a=group:BUNDLE 0\n".repeat(SdpLimits.MAX_BUNDLES), "a=group:BUNDLE 0\n");
    String fingerprint = "a=fingerprint:sha-1 AB\n";
    assertAtLimit(AUDIO + fingerprint.repeat(SdpLimits.MAX_FINGERPRINTS), fingerprint);
    assertAtLimit(AUDIO + "a=mid:" + "m".repeat(SdpLimits.MAX_MID_CHARACTERS), "m");
    assertAtLimit(HEAD + "m=audio 9 x" + " 1".repeat(SdpLimits.MAX_FORMATS), " 1");
    assertAtLimit(numbered("a=ssrc:%d cname:x\n", SdpLimits.MAX_SSRCS), "a=ssrc:999 cname:x\n");
    assertAtLimit(numbered("a=extmap:%d urn:x\n", SdpLimits.MAX_EXTENSIONS), "a=extmap:99 urn:x\n");
  }

  @Test
  void rejectsMoreCharactersThanTheLimit() {
    assertThat(SdpParser.parse("x".repeat(SdpLimits.MAX_CHARACTERS + 1)))
        .isInstanceOfSatisfying(
            SdpParse.Rejected.class, rejected -> assertThat(rejected.line()).isZero());
  }

  private static String numbered(String line, int count) {
    StringBuilder text = new StringBuilder(AUDIO);
    for (int i = 1; i <= count; i++) {
      text.append(line.replace("%d", String.valueOf(i)));
    }
    return text.toString();
  }

  private static void assertAtLimit(String within, String oneMore) {
    assertThat(SdpParser.parse(within)).isInstanceOf(SdpParse.Parsed.class);
    assertThat(SdpParser.parse(within + oneMore)).isInstanceOf(SdpParse.Rejected.class);
  }

  @Test
  void handsSessionAttributesDownToSections() {
    String session =
        """
        a=recvonly
        a=ice-ufrag:abcd
        a=ice-pwd:0123456789012345678901
        a=fingerprint:sha-256 AB:CD
        a=setup:active
        a=extmap:1 urn:x
        """;
    SessionDescription parsed =
        SdpFixture.parse(
            HEAD + session + "m=audio 9 RTP/SAVPF 0\nm=video 9 RTP/SAVPF 96\na=sendonly\n");
    MediaSection audio = parsed.media().getFirst();
    assertThat(audio.direction()).isEqualTo(Direction.RECVONLY);
    assertThat(audio.transport().ice().ufrag()).isEqualTo("abcd");
    assertThat(audio.transport().fingerprints()).hasSize(1);
    assertThat(audio.transport().setup()).isEqualTo("active");
    assertThat(audio.extensions()).hasSize(1);
    assertThat(parsed.media().getLast().direction()).isEqualTo(Direction.SENDONLY);
  }

  @Test
  void staysTotal_onMutatedOffers() {
    Random random = new Random(1);
    String[] offers = {
      SdpFixture.text("chromium-sendrecv"),
      SdpFixture.text("firefox-sendrecv"),
      SdpFixture.text("chromium-datachannel")
    };
    for (int i = 0; i < 1_000; i++) {
      StringBuilder offer = new StringBuilder(offers[i % offers.length]);
      for (int changes = 1 + random.nextInt(8); changes > 0; changes--) {
        mutate(offer, random);
      }
      SdpFuzzTest.read(offer.toString());
    }
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + random.nextInt(40));
    switch (random.nextInt(3)) {
      case 0 -> text.setCharAt(at, (char) random.nextInt(128));
      case 1 -> text.delete(at, end);
      default -> text.insert(random.nextInt(text.length()), text.substring(at, end));
    }
  }
}
