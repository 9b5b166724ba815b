package io.plenum.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.rtp.ExtensionUri;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Offers of real Chromium and Firefox (captured), and of Safari, Edge, Chrome for Android and
 * native libwebrtc (written from their documented form), answered and the answer checked line by
 * line.
 */
class BrowserOffersTest {

  /** The shape of our own client: 4 sources, then 4 audio and 9 video slots. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "chromium-desktop",
        "chromium-desktop-pruned",
        "firefox-desktop",
        "safari-desktop",
        "safari-ios",
        "edge-desktop",
        "android-chrome"
      })
  void agreesOnAllSourcesAndSlots(String name) {
    AnswerResult.Answered answered = SdpFixture.answer(SdpFixture.text(name));
    List<NegotiatedMedia> media = answered.session().media();

    assertThat(media).hasSize(17);
    assertThat(media.subList(0, 4))
        .allSatisfy(m -> assertThat(m.direction()).isEqualTo(Direction.RECVONLY));
    assertThat(media.get(1).rids()).containsExactly("q", "h", "f");
    assertThat(media.get(1).remoteSsrc()).isNull();
    assertThat(media.subList(4, 17))
        .allSatisfy(m -> assertThat(m.direction()).isEqualTo(Direction.SENDONLY));
    assertThat(media.subList(4, 17))
        .extracting(NegotiatedMedia::streamId)
        .containsExactly(
            "pair-0", "pair-1", "pair-2", "pair-3", "pair-0", "pair-1", "pair-2", "pair-3",
            "slot-12", "slot-13", "slot-14", "slot-15", "slot-16");
    assertThat(localSsrcs(media)).hasSize(4 + 9 * 2).doesNotContain(0);
    checkLines(answered, SdpFixture.parse(SdpFixture.text(name)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chromium-sendrecv",
        "chromium-datachannel",
        "firefox-sendrecv",
        "safari-sendrecv",
        "libwebrtc-native"
      })
  void publishes_whatIsOfferedBothWays(String name) {
    AnswerResult.Answered answered = SdpFixture.answer(SdpFixture.text(name));
    List<NegotiatedMedia> media = answered.session().media();

    assertThat(media)
        .extracting(NegotiatedMedia::kind)
        .containsExactly(MediaKind.AUDIO, MediaKind.VIDEO);
    assertThat(media)
        .allSatisfy(
            m -> {
              assertThat(m.direction()).isEqualTo(Direction.RECVONLY);
              assertThat(m.remoteSsrc()).isNotNull();
              assertThat(m.localSsrc()).isZero();
            });
    assertThat(media.get(1).remoteRtxSsrc()).isNotNull();
    checkLines(answered, SdpFixture.parse(SdpFixture.text(name)));
  }

  private static Set<Integer> localSsrcs(List<NegotiatedMedia> media) {
    Set<Integer> all = new HashSet<>();
    for (NegotiatedMedia m : media) {
      if (m.direction() == Direction.SENDONLY) {
        all.add(m.localSsrc());
        if (m.kind() == MediaKind.VIDEO) {
          all.add(m.localRtxSsrc());
        }
      }
    }
    return all;
  }

  private static void checkLines(AnswerResult.Answered answered, SessionDescription offer) {
    SessionDescription answer = SdpFixture.parse(answered.sdp());
    assertThat(answer.iceLite()).isTrue();
    assertThat(answer.extmapAllowMixed()).isEqualTo(offer.extmapAllowMixed());
    assertThat(answer.media()).hasSameSizeAs(offer.media());
    assertThat(answer.bundles())
        .containsExactly(answered.session().media().stream().map(NegotiatedMedia::mid).toList());
    for (NegotiatedMedia media : answered.session().media()) {
      MediaSection section = answer.media().get(media.index());
      checkTransport(section);
      checkMedia(section, offer.media().get(media.index()), media);
      if (media.direction() == Direction.SENDONLY) {
        checkSlot(section, media);
      }
    }
  }

  private static void checkTransport(MediaSection section) {
    MediaSection.Transport transport = section.transport();
    assertThat(section.port()).isEqualTo(16_384);
    assertThat(transport.ice()).isEqualTo(SdpFixture.ICE);
    assertThat(transport.fingerprints()).containsExactly(SdpFixture.FINGERPRINT);
    assertThat(transport.setup()).isEqualTo("passive");
    assertThat(transport.rtcpMux()).isTrue();
  }

  private static void checkMedia(
      MediaSection section, MediaSection offered, NegotiatedMedia media) {
    assertThat(section.mid()).isEqualTo(offered.mid()).isEqualTo(media.mid());
    assertThat(section.direction()).isEqualTo(media.direction());
    assertThat(section.transport().rtcpReducedSize())
        .isEqualTo(offered.transport().rtcpReducedSize());
    String codec = media.kind() == MediaKind.AUDIO ? "opus" : "VP8";
    assertThat(section.codecs()).extracting(Codec::name).containsExactly(codec);
    assertThat(section.codecs().getFirst().payloadType())
        .isEqualTo(media.codecs().getFirst().payloadType());
    assertThat(section.codecs().getFirst().rtxPayloadType())
        .isEqualTo(media.codecs().getFirst().rtxPayloadType());
    assertThat(section.codecs().getFirst().feedback())
        .isEqualTo(media.codecs().getFirst().feedback())
        .doesNotContain("goog-remb");
    assertThat(offered.codecs())
        .anySatisfy(
            c -> assertThat(c.feedback()).containsAll(section.codecs().getFirst().feedback()));
    assertExtensions(section, offered, media);
    assertThat(section.rids()).extracting(Rid::id).isEqualTo(media.rids());
  }

  private static void assertExtensions(
      MediaSection section, MediaSection offered, NegotiatedMedia media) {
    assertThat(section.extensions()).hasSameSizeAs(media.extensions().keySet());
    assertThat(media.extensions()).containsKey(ExtensionUri.MID);
    for (Extmap answered : section.extensions()) {
      assertThat(offered.extensions())
          .anySatisfy(
              o -> {
                assertThat(o.id()).isEqualTo(answered.id());
                assertThat(o.uri()).isEqualTo(answered.uri());
                assertThat(answered.direction())
                    .isEqualTo(o.direction() == null ? null : o.direction().reversed());
              });
    }
  }

  private static void checkSlot(MediaSection section, NegotiatedMedia media) {
    assertThat(media.extensions())
        .containsKey(ExtensionUri.TRANSPORT_SEQUENCE)
        .doesNotContainKey(ExtensionUri.RID);
    assertThat(section.codecs().getFirst().feedback()).contains("transport-cc");
    if (media.kind() == MediaKind.VIDEO) {
      assertThat(section.sentPair()).containsExactly(media.localSsrc(), media.localRtxSsrc());
      assertThat(section.codecs().getFirst().feedback())
          .containsExactlyInAnyOrder("nack", "nack pli", "transport-cc");
    } else {
      assertThat(section.sentPair()).containsExactly(media.localSsrc());
    }
  }
}
