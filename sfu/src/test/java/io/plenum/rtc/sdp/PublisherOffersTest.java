package io.plenum.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Offers of publishers that are no browsers: of GStreamer 1.22's webrtcbin (captured), and of OBS
 * and FFmpeg 8 (written from the form in which their sources make them). They know neither the mid
 * extension nor layers; who sends what is told by the SSRCs.
 */
class PublisherOffersTest {
  private static final List<String> CODECS = List.of("VP8", "VP9", "H264", "AV1", "opus", "red");

  private static AnswerResult.Answered answered(String offer) {
    return SdpFixture.answer(offer, SdpFixture.parameters(CODECS));
  }

  @ParameterizedTest
  @CsvSource({
    "gstreamer-webrtcbin, VP8, passive",
    "obs-studio, H264, passive",
    "ffmpeg-whip, H264, active"
  })
  void takesSoundAndPicture(String name, String codec, String role) {
    String offer = SdpFixture.text(name);
    AnswerResult.Answered answered = answered(offer);

    List<NegotiatedMedia> media = answered.session().media();
    assertThat(media)
        .extracting(NegotiatedMedia::direction)
        .containsExactly(Direction.RECVONLY, Direction.RECVONLY);
    assertThat(media)
        .flatExtracting(NegotiatedMedia::codecs)
        .extracting(Codec::name)
        .usingElementComparator(String::compareToIgnoreCase)
        .containsExactlyInAnyOrder(codec, "opus");
    assertThat(media).allSatisfy(one -> assertThat(one.remoteSsrc()).isNotNull());
    assertThat(answered.session().dtlsClient()).isEqualTo(role.equals("active"));
    assertThat(answered.sdp()).contains("a=setup:" + role).contains("a=end-of-candidates");
    assertThat(SdpFixture.parse(answered.sdp()).bundle())
        .isEqualTo(SdpFixture.parse(offer).bundle());
  }

  @Test
  void answersASectionWithoutMid_thatIsAlone() {
    String offer =
        SdpFixture.text("obs-studio")
            .replaceAll("(?s)m=video.*", "")
            .replace("a=mid:0\r\n", "")
            .replaceAll("a=group:.*\r\n", "");

    assertThat(answered(offer).session().media())
        .singleElement()
        .returns(null, NegotiatedMedia::mid)
        .returns(Direction.RECVONLY, NegotiatedMedia::direction);
  }

  @Test
  void refusesSectionsOnTransportsOfTheirOwn() {
    String offer = SdpFixture.text("gstreamer-webrtcbin").replaceAll("a=group:BUNDLE.*\r\n", "");

    assertThat(Answerer.answer(SdpFixture.parse(offer), SdpFixture.parameters(CODECS)))
        .isEqualTo(new AnswerResult.Refused("several media sections without BUNDLE"));
  }
}
