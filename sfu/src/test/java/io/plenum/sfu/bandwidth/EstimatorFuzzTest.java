package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpParse;
import io.plenum.rtc.rtcp.RtcpReader;
import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.wire.Bytes;
import org.junit.jupiter.api.Tag;

/** Whatever a receiver reports, the estimate stays within its bounds. */
@Tag("S-4")
class EstimatorFuzzTest {
  private static final long MS = 1_000_000L;

  @FuzzTest
  void staysWithinItsBounds_whateverIsReported(byte[] bytes) {
    BandwidthEstimator estimator = new BandwidthEstimator(Feedback.TRANSPORT_WIDE);
    long nowNs = 0;
    for (int i = 0; i < 3_000; i++) {
      nowNs += MS;
      estimator.sent(1_000, i % 100 == 0 ? 1 : 0, i % 7 == 0, nowNs);
    }
    if (RtcpReader.parse(Bytes.unaligned(bytes)) instanceof RtcpParse.Parsed parsed) {
      for (RtcpPacket packet : parsed.packets()) {
        nowNs += 50 * MS;
        if (packet instanceof TransportFeedback feedback) {
          estimator.feedback(feedback, nowNs);
        }
        assertThat(estimator.estimateBps())
            .isBetween(BandwidthEstimator.MIN_BPS, BandwidthEstimator.MAX_BPS);
        assertThat(estimator.lossShare()).isBetween(0.0, 1.0);
      }
    }
  }
}
