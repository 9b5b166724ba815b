package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacketGroupsTest {
  private static final long MS = 1_000_000L;

  private final PacketGroups groups = new PacketGroups();

  @Test
  void comparesTheLastPacketsOfTwoGroups() {
    assertThat(groups.packet(0, 100 * MS)).isFalse();
    assertThat(groups.packet(4 * MS, 106 * MS)).isFalse();
    assertThat(groups.packet(20 * MS, 125 * MS)).isFalse();
    assertThat(groups.packet(40 * MS, 140 * MS)).isTrue();
    assertThat(groups.sendDeltaNs()).isEqualTo(16 * MS);
    assertThat(groups.arrivalDeltaNs()).isEqualTo(19 * MS);
    assertThat(groups.arrivalNs()).isEqualTo(125 * MS);
  }

  @Test
  void takesWhatWasHeldTogetherForOneGroup() {
    groups.packet(0, 100 * MS);
    groups.packet(20 * MS, 200 * MS);
    assertThat(groups.packet(40 * MS, 201 * MS)).isFalse();
    assertThat(groups.packet(60 * MS, 202 * MS)).isFalse();
    assertThat(groups.packet(80 * MS, 280 * MS)).isTrue();
    assertThat(groups.sendDeltaNs()).isEqualTo(60 * MS);
    assertThat(groups.arrivalDeltaNs()).isEqualTo(102 * MS);
  }

  @Test
  void endsAGroup_whenItLastsTooLong() {
    groups.packet(0, 0);
    groups.packet(10 * MS, 1_000 * MS);
    long arrivalNs = 1_000 * MS;
    int sent = 10;
    boolean ended = false;
    while (!ended && arrivalNs < 1_200 * MS) {
      arrivalNs += 4 * MS;
      sent += 10;
      ended = groups.packet(sent * MS, arrivalNs);
    }
    assertThat(arrivalNs - 1_000 * MS).isEqualTo(PacketGroups.MAX_BURST_NS);
  }

  @Test
  void comparesNothingAcrossAReset() {
    groups.packet(0, 0);
    groups.packet(20 * MS, 20 * MS);
    groups.reset();
    assertThat(groups.packet(40 * MS, 9_000 * MS)).isFalse();
    assertThat(groups.packet(60 * MS, 9_020 * MS)).isFalse();
    assertThat(groups.packet(80 * MS, 9_040 * MS)).isTrue();
    assertThat(groups.arrivalDeltaNs()).isEqualTo(20 * MS);
  }
}
