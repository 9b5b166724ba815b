package io.plenum.signaling.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.stream.StreamRefused.Reason;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamOfferTest {
  private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n";

  private static StreamOffer published(String sdp) {
    return StreamOffer.read(sdp, StreamScope.PUBLISH);
  }

  private static StreamOffer viewed(String sdp) {
    return StreamOffer.read(sdp, StreamScope.VIEW);
  }

  private static void refused(Reason reason, Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            StreamRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void countsWhatIsSent() {
    assertThat(published(Offers.PUBLISHER))
        .returns(1, StreamOffer::audio)
        .returns(1, StreamOffer::video)
        .returns("Zp3x", offer -> offer.ice().ufrag());
    assertThat(published(HEAD + Offers.audio("0", "sendrecv")))
        .returns(1, StreamOffer::audio)
        .returns(0, StreamOffer::video);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{\"sdp\":\"v=0\"}", "v=0\r\nm=audio"})
  void refusesWhatIsNoDescription(String text) {
    refused(Reason.MALFORMED, () -> published(text));
    refused(Reason.MALFORMED, () -> viewed(text));
  }

  @Test
  void refusesTheWrongWay() {
    refused(Reason.UNUSABLE_OFFER, () -> published(Offers.VIEWER));
    refused(Reason.UNUSABLE_OFFER, () -> viewed(Offers.PUBLISHER));
    refused(Reason.UNUSABLE_OFFER, () -> published(HEAD + Offers.audio("0", "inactive")));
    refused(Reason.UNUSABLE_OFFER, () -> published(HEAD));
  }

  @Test
  void refusesASecondPicture_ofAPublisher() {
    refused(
        Reason.UNUSABLE_OFFER,
        () -> published(HEAD + Offers.video("0", "sendonly") + Offers.video("1", "sendonly")));
  }

  @Test
  void takesSendrecvOfAViewer_forReceiving() {
    StreamOffer offer = viewed(HEAD + Offers.video("0", "sendrecv"));

    assertThat(offer.sdp()).contains("a=recvonly").doesNotContain("a=sendrecv");
  }

  @Test
  void refusesAViewer_whoSaysNoDirection() {
    String unsaid = HEAD + Offers.video("0", "recvonly").replace("a=recvonly\r\n", "");

    refused(Reason.UNUSABLE_OFFER, () -> viewed(unsaid));
  }

  @Test
  void takesNoMorePictures_thanTheLimit() {
    assertThat(viewed(pictures(StreamOffer.VIEWED)).video()).isEqualTo(StreamOffer.VIEWED);
    refused(Reason.UNUSABLE_OFFER, () -> viewed(pictures(StreamOffer.VIEWED + 1)));
  }

  private static String pictures(int count) {
    return IntStream.range(0, count)
        .mapToObj(mid -> Offers.video(Integer.toString(mid), "recvonly"))
        .collect(Collectors.joining("", HEAD, ""));
  }
}
