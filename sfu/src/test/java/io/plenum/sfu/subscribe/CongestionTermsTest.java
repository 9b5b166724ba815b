package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.testkit.ScriptedSession;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CongestionTermsTest {
  private static final IceCredentials ICE = new IceCredentials("ufrag", "password");

  @Test
  void areTransportWide_whereAllPicturesHaveNumbers() {
    CongestionTerms terms = CongestionTerms.of(session("transport-cc"));
    assertThat(terms).isEqualTo(new CongestionTerms(Feedback.TRANSPORT_WIDE, true, 0));
  }

  @Test
  void leaveSoundOut_whereItHasNoNumbers() {
    CongestionTerms terms =
        CongestionTerms.of(with(session("transport-cc"), media -> media.kind() == MediaKind.AUDIO));
    assertThat(terms).isEqualTo(new CongestionTerms(Feedback.TRANSPORT_WIDE, false, 0));
  }

  @Test
  void areNotTransportWide_whereOnePictureHasNoNumbers() {
    CongestionTerms terms =
        CongestionTerms.of(with(session("transport-cc"), media -> media.mid().equals("v1")));
    assertThat(terms.feedback()).isEqualTo(Feedback.NONE);
  }

  @Test
  void believeTheReceiver_orNobody() {
    assertThat(CongestionTerms.of(session("goog-remb")).feedback())
        .isEqualTo(Feedback.RECEIVER_ESTIMATE);
    assertThat(CongestionTerms.of(session("nack")).feedback()).isEqualTo(Feedback.NONE);
    NegotiatedSession empty = new NegotiatedSession(ICE, List.of(), List.of());
    assertThat(CongestionTerms.of(empty).feedback()).isEqualTo(Feedback.NONE);
  }

  @Test
  void sayWhenPacketsLeave_whereTheyHaveNoNumbers() {
    int id = ScriptedSession.SEND_TIME_ID;
    assertThat(CongestionTerms.of(session("goog-remb")).sendTimeId()).isEqualTo(id);
    NegotiatedSession silent = with(session("goog-remb"), media -> media.kind() == MediaKind.VIDEO);
    assertThat(CongestionTerms.of(silent).sendTimeId()).as("not negotiated").isZero();
    for (NegotiatedMedia media : session("transport-cc").media()) {
      assertThat(CongestionTerms.sendTimeId(media)).isZero();
    }
  }

  private static NegotiatedSession session(String feedback) {
    return new ScriptedSession(1, 2, 2).telling(feedback).negotiated(ICE);
  }

  /** The session without header extensions where {@code bare} says so. */
  private static NegotiatedSession with(
      NegotiatedSession session, Predicate<NegotiatedMedia> bare) {
    Stream<NegotiatedMedia> media =
        session.media().stream()
            .map(
                each ->
                    !bare.test(each)
                        ? each
                        : new NegotiatedMedia(
                            each.index(),
                            each.mid(),
                            each.kind(),
                            each.direction(),
                            each.codecs(),
                            Map.of(),
                            each.rids(),
                            each.remoteSsrc(),
                            each.remoteRtxSsrc(),
                            each.localSsrc(),
                            each.localRtxSsrc(),
                            each.streamId()));
    return new NegotiatedSession(ICE, List.of(), media.toList());
  }
}
