package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentPacketsTest {
  private final SentPackets sent = new SentPackets();

  @Test
  void findsTheSourcePacket_ofANumberThatWasSent() {
    sent.put(70_000, null, 12, 56, 34);
    assertThat(sent.resend(70_000, 0)).isEqualTo(12);
    assertThat(sent.rewrite(70_000)).isEqualTo(34);
    assertThat(sent.timestamp(70_000)).isEqualTo(56);
    assertThat(sent.resend(70_001, 0)).isEqualTo(-1);
    assertThat(sent.resend(70_000 + SentPackets.SIZE, 0)).isEqualTo(-1);
  }

  @Test
  void forgetsTheOldest_whenFull() {
    for (int i = 0; i <= SentPackets.SIZE; i++) {
      sent.put(i, null, i + 5, 0, 0);
    }
    assertThat(sent.resend(0, 0)).isEqualTo(-1);
    assertThat(sent.resend(1, 0)).isEqualTo(6);
  }

  @Test
  void resendsUpToTheLimitOnly() {
    sent.put(1, null, 2, 0, 0);
    int resends = 0;
    for (int i = 0; i < 100; i++) {
      resends += sent.resend(1, i * 1_000_000_000L) >= 0 ? 1 : 0;
    }
    assertThat(resends).isEqualTo(SentPackets.MAX_RESENDS);
  }

  @Test
  void takesASecondRequestForADuplicate_whenItComesAtOnce() {
    sent.put(1, null, 2, 0, 0);
    assertThat(sent.resend(1, 0)).isEqualTo(2);
    assertThat(sent.resend(1, SentPackets.MIN_INTERVAL_NS - 1)).isEqualTo(-1);
    assertThat(sent.resend(1, SentPackets.MIN_INTERVAL_NS)).isEqualTo(2);
  }

  @Test
  void knowsNothing_afterAChangeOfSource() {
    sent.put(1, null, 2, 0, 0);
    sent.clear();
    assertThat(sent.resend(1, 0)).isEqualTo(-1);
  }
}
