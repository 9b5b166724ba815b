package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceNamingTest {
  private final List<NegotiatedMedia> media = new ArrayList<>();

  @Test
  void takesTheNames_whenAllAreGiven() {
    published("0", MediaKind.AUDIO);
    published("1", MediaKind.VIDEO);
    Map<String, Source> named = Map.of("0", Source.SCREEN_AUDIO, "1", Source.SCREEN);
    assertThat(complete(named)).isEqualTo(named);
  }

  @Test
  void givesTheFirstFreeSourceOfItsKind_whenNoneIsNamed() {
    published("0", MediaKind.AUDIO);
    published("1", MediaKind.VIDEO);
    published("2", MediaKind.VIDEO);
    published("3", MediaKind.AUDIO);
    assertThat(complete(Map.of()))
        .isEqualTo(
            Map.of(
                "0", Source.MICROPHONE,
                "1", Source.CAMERA,
                "2", Source.SCREEN,
                "3", Source.SCREEN_AUDIO));
  }

  @Test
  void leavesANamedSourceToItsSection_whenAnEarlierOneIsUnnamed() {
    published("0", MediaKind.VIDEO);
    published("1", MediaKind.VIDEO);
    assertThat(complete(Map.of("1", Source.CAMERA)))
        .isEqualTo(Map.of("0", Source.SCREEN, "1", Source.CAMERA));
  }

  @Test
  void leavesASectionUnnamed_whenNoSourceIsLeft() {
    published("0", MediaKind.VIDEO);
    published("1", MediaKind.VIDEO);
    published("2", MediaKind.VIDEO);
    assertThat(complete(Map.of())).containsOnlyKeys("0", "1");
  }

  @Test
  void namesOnce_whenTwoSectionsClaimOneSource() {
    published("0", MediaKind.VIDEO);
    published("1", MediaKind.VIDEO);
    assertThat(complete(Map.of("0", Source.CAMERA, "1", Source.CAMERA)))
        .isEqualTo(Map.of("0", Source.CAMERA, "1", Source.SCREEN));
  }

  @Test
  void ignoresAName_whenTheKindIsWrongOrTheSectionIsNoPublishedOne() {
    published("0", MediaKind.AUDIO);
    section("1", MediaKind.VIDEO, Direction.SENDONLY);
    assertThat(complete(Map.of("0", Source.CAMERA, "1", Source.SCREEN, "9", Source.MICROPHONE)))
        .isEqualTo(Map.of("0", Source.MICROPHONE));
  }

  private Map<String, Source> complete(Map<String, Source> named) {
    return SourceNaming.complete(new NegotiatedSession(null, List.of(), media), named);
  }

  private void published(String mid, MediaKind kind) {
    section(mid, kind, Direction.RECVONLY);
  }

  private void section(String mid, MediaKind kind, Direction direction) {
    media.add(
        new NegotiatedMedia(
            media.size(),
            mid,
            kind,
            direction,
            List.of(),
            Map.of(),
            List.of(),
            null,
            null,
            0,
            0,
            null));
  }
}
