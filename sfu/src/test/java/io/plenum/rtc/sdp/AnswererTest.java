package io.plenum.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.rtp.ExtensionUri;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswererTest {
  private static final String SENDRECV = SdpFixture.text("chromium-sendrecv");

  @Test
  void answersPublishedVideoLineByLine() {
    String answer = SdpFixture.answer(SdpFixture.text("firefox-desktop")).sdp();
    String second = answer.split("(?=m=)", -1)[2];
    assertThat(second.lines())
        .containsExactly(
            "m=video 16384 UDP/TLS/RTP/SAVPF 120 124",
            "c=IN IP4 192.0.2.10",
            "a=mid:1",
            "a=recvonly",
            "a=ice-ufrag:" + SdpFixture.ICE.ufrag(),
            "a=ice-pwd:" + SdpFixture.ICE.password(),
            "a=ice-options:trickle ice2",
            "a=fingerprint:" + SdpFixture.FINGERPRINT,
            "a=setup:passive",
            "a=rtcp-mux",
            "a=rtcp-rsize",
            "a=extmap-allow-mixed",
            "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid",
            "a=extmap:7 " + ExtensionUri.TRANSPORT_SEQUENCE,
            "a=extmap:9/recvonly urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
            "a=extmap:10/recvonly urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
            "a=rtpmap:120 VP8/90000",
            "a=fmtp:120 x-google-start-bitrate=1000",
            "a=rtcp-fb:120 nack",
            "a=rtcp-fb:120 nack pli",
            "a=rtcp-fb:120 ccm fir",
            "a=rtcp-fb:120 transport-cc",
            "a=rtpmap:124 rtx/90000",
            "a=fmtp:124 apt=120",
            "a=rid:q recv",
            "a=rid:h recv",
            "a=rid:f recv",
            "a=simulcast:recv q;h;f");
  }

  @Test
  void putsAllCandidatesIntoTheFirstSectionOnly() {
    String answer = SdpFixture.answer(SENDRECV).sdp();
    assertThat(answer.lines().filter(line -> line.startsWith("a=candidate")))
        .containsExactly(
            "a=candidate:1 1 udp 2130706431 192.0.2.10 16384 typ host",
            "a=candidate:2 1 udp 2130706175 2001:db8:0:0:0:0:0:10 16384 typ host");
    assertThat(answer.split("a=end-of-candidates", -1)).hasSize(2);
    assertThat(answer.indexOf("a=end-of-candidates")).isLessThan(answer.indexOf("m=video"));
  }

  @Test
  void acceptsBundleOnlySections_whichHavePortZero() {
    String offer = SdpFixture.text("firefox-desktop");
    assertThat(offer).contains("m=video 0 ").contains("a=bundle-only");
    assertThat(SdpFixture.answer(offer).session().media()).hasSize(17);
  }

  @Test
  void rejectsASection_thatTheOffererSwitchedOff() {
    String answer = SdpFixture.answer(SENDRECV.replace("m=video 9 ", "m=video 0 ")).sdp();
    assertThat(answer).contains("m=video 0 ").contains("a=group:BUNDLE 0\r\n");
  }

  @Test
  void rejectsDataChannels() {
    AnswerResult.Answered answered = SdpFixture.answer(SdpFixture.text("chromium-datachannel"));
    assertThat(answered.sdp()).contains("m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n");
    assertThat(answered.sdp()).contains("a=group:BUNDLE 0 1\r\n");
  }

  @Test
  void rejectsVideoWithoutACodecWeCarry() {
    AnswerResult.Answered answered = SdpFixture.answer(SENDRECV.replace(" VP8/", " H265/"));
    assertThat(answered.session().media()).hasSize(1);
    assertThat(answered.sdp()).contains("m=video 0 ");
  }

  @Test
  void rejectsSectionsOutsideTheBundle() {
    for (String left : new String[] {"a=mid:9", "a=x"}) {
      AnswerResult.Answered answered = SdpFixture.answer(SENDRECV.replace("a=mid:1", left));
      assertThat(answered.session().media()).hasSize(1);
      assertThat(answered.sdp()).contains("m=video 0 ").contains("a=group:BUNDLE 0\r\n");
    }
  }

  @Test
  void acceptsALoneSectionWithoutABundle() {
    String lone = SENDRECV.substring(0, SENDRECV.indexOf("m=video")).replace("a=group:", "a=x:");
    AnswerResult.Answered answered = SdpFixture.answer(lone.replace("a=mid:0", "a=x"));
    assertThat(answered.session().media()).hasSize(1);
    assertThat(answered.sdp()).doesNotContain("BUNDLE").doesNotContain("null");
  }

  @Test
  void takesRedundantAudio_onlyWhenAskedTo() {
    assertThat(SdpFixture.answer(SENDRECV).sdp()).doesNotContain("red/48000");
    String answer =
        SdpFixture.answer(SENDRECV, SdpFixture.parameters(List.of("red", "opus", "VP8"))).sdp();
    assertThat(answer).contains("SAVPF 63 111\r\n").contains("a=fmtp:63 111/111");
    assertThat(answer).as("of pictures").doesNotContain("red/90000");
  }

  @Test
  void takesNoRedundancy_ofWhatIsNotTakenItself() {
    AnswerParameters wanted = SdpFixture.parameters(List.of("red", "opus", "VP8"));
    for (String other : new String[] {"0/0", "111/0", "111/111x", "", "999"}) {
      String offer = SENDRECV.replace("a=fmtp:63 111/111", "a=fmtp:63 " + other);
      assertThat(SdpFixture.answer(offer, wanted).sdp()).as(other).contains("SAVPF 111\r\n");
    }
  }

  @Test
  void takesTheClientsFirstCodec_inTheFormThatAllBrowsersHave() {
    String offer = SdpFixture.text("chromium-desktop");
    AnswerParameters all = SdpFixture.parameters(List.of("VP8", "VP9", "AV1", "H264", "opus"));
    NegotiatedMedia camera = SdpFixture.answer(offer, all).session().media().get(1);

    assertThat(camera.codecs().getFirst().name()).isEqualTo("VP8");
    assertThat(camera.codecs()).extracting(Codec::name).contains("VP9", "AV1", "H264");
    for (Codec codec : camera.codecs()) {
      if (codec.name().equals("H264")) {
        assertThat(codec.parameter("packetization-mode", "0")).isEqualTo("1");
        assertThat(codec.parameter("profile-level-id", "")).startsWith("42");
      }
      assertThat(codec.parameter("profile-id", "0")).isEqualTo("0");
    }
    assertThat(camera.extensions())
        .as("libwebrtc leaves picture ids out of VP8 otherwise")
        .doesNotContainKey(ExtensionUri.DEPENDENCY_DESCRIPTOR);
  }

  @Test
  void repeatsTheFormOfH264_andKeepsVp8sLimitsOut() {
    String offer =
        SENDRECV
            .replace(" VP8/", " H264/")
            .replaceFirst(
                "a=rtpmap:(\\d+) H264/90000",
                "a=rtpmap:$1 H264/90000\r\na=fmtp:$1 packetization-mode=1;profile-level-id=42e01f");
    AnswerParameters all = SdpFixture.parameters(List.of("VP8", "H264", "opus"));
    assertThat(SdpFixture.answer(offer, all).sdp())
        .contains(" packetization-mode=1;profile-level-id=42e01f;x-google-start-bitrate=");
  }

  @Test
  void decodesAsTheOther_onlyInTheSameProfile() {
    assertThat(h264("42e01f").decodableAs(h264("42001f"))).isTrue();
    assertThat(h264("640c1f").decodableAs(h264("42001f"))).isFalse();
    assertThat(h264("4").decodableAs(h264("42001f"))).isFalse();
  }

  private static Codec h264(String profile) {
    return new Codec(102, "H264", 90_000, 1, "profile-level-id=" + profile, -1, List.of());
  }

  @Test
  void keepsInactiveSectionsWithoutSsrcs() {
    AnswerResult.Answered answered =
        SdpFixture.answer(SENDRECV.replace("a=sendrecv", "a=inactive"));
    assertThat(answered.session().media())
        .allSatisfy(m -> assertThat(m.direction()).isEqualTo(Direction.INACTIVE));
    assertThat(answered.sdp()).doesNotContain("a=ssrc");
  }

  @Test
  void agreesOnTransportFeedbackForSlots() {
    NegotiatedMedia video = slot(SENDRECV);
    assertThat(video.extensions()).containsKey(ExtensionUri.TRANSPORT_SEQUENCE);
    assertThat(video.codecs().getFirst().feedback())
        .contains("transport-cc")
        .doesNotContain("goog-remb");
    assertThat(video.streamId()).isEqualTo("slot-1");
  }

  @Test
  void wantsNoSilenceOfAVoice_butAllOfWhatIsInStereo() {
    String opus = "a=fmtp:111 minptime=10;useinbandfec=1";
    assertThat(SENDRECV).contains(opus + "\r\n");
    assertThat(SdpFixture.answer(SENDRECV).sdp()).contains(opus + ";usedtx=1\r\n");
    String bare = SENDRECV.replace(opus + "\r\n", "");
    assertThat(SdpFixture.answer(bare).sdp()).contains("a=fmtp:111 usedtx=1\r\n");
    for (String ours : List.of("usedtx=0", "usedtx=1")) {
      assertThat(answerTo(opus, ours)).contains(opus + ";usedtx=1\r\n");
    }
    // Firefox wants stereo for itself whatever it sends.
    assertThat(answerTo(opus, "stereo=1")).contains(opus + ";stereo=1;usedtx=1\r\n");
    String stereo = "stereo=1;sprop-stereo=1";
    assertThat(answerTo(opus, stereo)).contains(opus + ';' + stereo + "\r\n");
    String slot = SENDRECV.replace("a=sendrecv", "a=recvonly");
    assertThat(SdpFixture.answer(slot).sdp()).as("what we send").doesNotContain("usedtx");
  }

  @Test
  void takesTheClientsOwnEstimate_whereItHasNoTransportFeedback() {
    NegotiatedMedia video = slot(SENDRECV.replaceAll("a=rtcp-fb:\\d+ transport-cc\r\n", ""));
    assertThat(video.codecs().getFirst().feedback())
        .contains("goog-remb")
        .doesNotContain("transport-cc");
  }

  @Test
  void agreesOnTheTimeOfSending_whereThePacketsHaveNoTransportWideNumbers() {
    String offer = SENDRECV.replaceAll("a=rtcp-fb:\\d+ transport-cc\r\n", "");
    String line = "a=extmap:2 " + ExtensionUri.ABS_SEND_TIME;
    assertThat(offer).contains(line);
    assertThat(slot(offer).extensions()).containsEntry(ExtensionUri.ABS_SEND_TIME, 2);
    assertThat(slot(SENDRECV).extensions()).doesNotContainKey(ExtensionUri.ABS_SEND_TIME);
    String published = offer.replace("a=sendrecv", "a=sendonly");
    assertThat(SdpFixture.answer(published).sdp())
        .as("what is sent to us")
        .doesNotContain(ExtensionUri.ABS_SEND_TIME);
    String received = offer.replace("a=sendrecv", "a=recvonly");
    assertThat(SdpFixture.answer(received).sdp()).contains(line);
  }

  private static String answerTo(String opus, String more) {
    return SdpFixture.answer(SENDRECV.replace(opus, opus + ';' + more)).sdp();
  }

  private static NegotiatedMedia slot(String offer) {
    AnswerParameters p = SdpFixture.parameters();
    AnswerParameters unpaired =
        new AnswerParameters(
            p.ice(), p.fingerprint(), p.candidates(), p.codecs(), new Random(1), 0, 0);
    AnswerResult.Answered answered =
        SdpFixture.answer(offer.replace("a=sendrecv", "a=recvonly"), unpaired);
    assertThat(answered.sdp()).doesNotContain("x-google-start-bitrate");
    return answered.session().media().get(1);
  }

  @Test
  void takesNoLayers_whenTheyCouldNotBeToldApart() {
    String offer = SdpFixture.text("safari-desktop").replace(ExtensionUri.RID, "urn:other");
    AnswerResult.Answered answered = SdpFixture.answer(offer);
    assertThat(answered.session().media().get(1).rids()).isEmpty();
    assertThat(answered.sdp()).doesNotContain("a=simulcast").doesNotContain("a=rid");
  }

  @Test
  void takesNoMoreLayersThanTheLimit() {
    String offer =
        SdpFixture.text("safari-desktop")
            .replace("a=rid:f send", "a=rid:f send\r\na=rid:a send\r\na=rid:b send")
            .replace("q;h;f", "q;h;f;~a,q;b");
    assertThat(SdpFixture.answer(offer).session().media().get(1).rids())
        .containsExactly("q", "h", "f", "a");
  }

  @Test
  void givesDistinctSsrcs_evenFromABrokenGenerator() {
    AnswerParameters p = SdpFixture.parameters();
    AnswerParameters broken =
        new AnswerParameters(p.ice(), p.fingerprint(), p.candidates(), p.codecs(), () -> 0L, 4);
    AnswerResult.Answered answered = SdpFixture.answer(SdpFixture.text("safari-desktop"), broken);
    assertThat(answered.session().media().stream().filter(m -> m.localSsrc() != 0))
        .extracting(NegotiatedMedia::localSsrc)
        .doesNotHaveDuplicates()
        .hasSize(13);
  }

  @Test
  void refuses_withoutATransportWeCanUse() {
    assertThat(refusal(SENDRECV.replace("a=setup:actpass", "a=setup:holdconn"))).contains("setup");
    assertThat(refusal(SENDRECV.replace("a=fingerprint:", "a=x:"))).contains("fingerprint");
    assertThat(refusal(SENDRECV.replace("a=ice-pwd:", "a=x:"))).contains("ice-pwd");
    assertThat(refusal(SENDRECV.replace("a=group:", "a=x:"))).contains("BUNDLE");
    assertThat(refusal(SENDRECV.replace("t=0 0", "t=0 0\r\na=ice-lite"))).contains("lite");
    assertThat(refusal(SENDRECV.replace("a=rtcp-mux", "a=x"))).contains("no media section");
    assertThat(refusal("v=0\r\n")).isNotEmpty();
  }

  private static String refusal(String offer) {
    return switch (Answerer.answer(SdpFixture.parse(offer), SdpFixture.parameters())) {
      case AnswerResult.Refused(String reason) -> reason;
      case AnswerResult.Answered answered -> throw new AssertionError(answered);
    };
  }
}
