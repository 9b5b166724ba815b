package io.plenum.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/** Whatever a description holds, reading does not throw, and an answer to it is a description. */
@Tag("S-4")
class SdpFuzzTest {
  @FuzzTest
  void staysTotal_onAnyBytes(byte[] bytes) {
    read(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Reads, answers, and proves that the answer is a description of as many sections. */
  static void read(String text) {
    if (SdpParser.parse(text) instanceof SdpParse.Parsed(SessionDescription offer)
        && Answerer.answer(offer, SdpFixture.parameters())
            instanceof AnswerResult.Answered(String sdp, NegotiatedSession session, Origin _)) {
      SessionDescription answer = SdpFixture.parse(sdp);
      assertThat(answer.media()).hasSameSizeAs(offer.media());
      assertThat(session.media()).isNotEmpty();
    }
  }
}
