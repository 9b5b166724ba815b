package io.plenum.sfu.speaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Loudness, the dominant speaker, and who is heard, by scripted levels. */
class SpeakerTest {
  private static final long MS = 1_000_000L;
  private static final long PACKET = 20 * MS;

  private final Map<String, Loudness> people = new HashMap<>();
  private final DominantSpeaker<String> dominant = new DominantSpeaker<>();
  private final HeardSet<String> heard = new HeardSet<>();
  private List<String> heardNow = List.of();
  private int changes;
  private long nowNs = 1_000 * MS;

  @Test
  void fallsSilentAfterSpeech_butNotBetweenWords() {
    speak("a", 20, 1_000);
    assertThat(people.get("a").levelDb(nowNs)).isGreaterThan(-25);
    speak("a", 127, 100);
    assertThat(people.get("a").levelDb(nowNs)).isGreaterThan(Loudness.AUDIBLE_DB);
    speak("a", 127, 3_000);
    assertThat(people.get("a").levelDb(nowNs)).isLessThan(-100);
  }

  @Test
  void fallsSilent_whenPacketsStop() {
    speak("a", 20, 1_000);
    assertThat(people.get("a").audible(nowNs, 300 * MS)).isTrue();
    nowNs += 5_000 * MS;
    assertThat(people.get("a").audible(nowNs, 300 * MS)).isFalse();
    assertThat(people.get("a").levelDb(nowNs)).isLessThan(-100);
  }

  @Test
  void firstVoiceIsDominantAtOnce() {
    add("a", "b");
    speak("b", 20, 200);
    assertThat(dominant.dominant()).isEqualTo("b");
  }

  @Test
  void aCoughDoesNotChangeTheSpeaker_butAWordDoes() {
    add("a", "b");
    speak("a", 20, 2_000);
    speak("b", 5, 150);
    speak("b", 127, 300);
    assertThat(dominant.dominant()).isEqualTo("a");
    speak("b", 20, 2_000);
    assertThat(dominant.dominant()).isEqualTo("b");
    assertThat(changes).isEqualTo(2);
  }

  @Test
  void silenceChangesNothing() {
    add("a", "b");
    speak("a", 20, 2_000);
    speak("a", 127, 60_000);
    assertThat(dominant.dominant()).isEqualTo("a");
  }

  @Test
  void nobodySpeaks_afterTheSpeakerHasLeft() {
    add("a", "b");
    speak("a", 20, 1_000);
    assertThat(dominant.left("a")).isTrue();
    assertThat(dominant.dominant()).isNull();
    assertThat(dominant.left("b")).isFalse();
  }

  @Test
  void whoSpeaksListensToTheOneBefore_andEverybodyElseToThem() {
    add("a", "b", "c");
    assertThat(dominant.attendedBy("a")).isNull();
    speak("a", 20, 1_000);
    assertThat(dominant.attendedBy("a")).as("nobody spoke before").isNull();
    assertThat(dominant.attendedBy("c")).isEqualTo("a");
    speak("a", 127, 1_000);
    speak("b", 20, 2_000);
    assertThat(dominant.attendedBy("b")).isEqualTo("a");
    assertThat(dominant.attendedBy("a")).isEqualTo("b");
    assertThat(dominant.attendedBy("c")).isEqualTo("b");
    dominant.left("a");
    assertThat(dominant.attendedBy("b")).as("who spoke before has left").isNull();
  }

  @Test
  void nobodyListensToThemselves_afterTheirTurnCameAgain() {
    add("a", "b");
    speak("a", 20, 1_000);
    speak("a", 127, 1_000);
    speak("b", 20, 2_000);
    dominant.left("b");
    people.remove("b");
    speak("a", 20, 1_000);
    assertThat(dominant.dominant()).isEqualTo("a");
    assertThat(dominant.attendedBy("a")).isNull();
  }

  @Test
  void everybodyWhoSpokeLatelyIsHeard_upToTheLimit() {
    add("a", "b", "c");
    speak("a", 20, 500);
    speak("b", 20, 500);
    assertThat(heardNow).containsExactly("a", "b");
    speak("c", 127, HeardSet.MEMORY_NS / MS + 1_000);
    assertThat(heardNow).isEmpty();
  }

  @Test
  void speakerIsNotCutOff_whenAFurtherOneBegins() {
    add("a", "b", "c");
    together(20, 2_000, "a", "b");
    together(20, 2_000, "a", "b", "c");
    assertThat(heardNow).containsExactly("a", "b");
  }

  @Test
  void whoPausesMakesRoom_forOneWhoSpeaks() {
    add("a", "b", "c");
    together(20, 1_000, "a", "b");
    together(20, HeardSet.PAUSE_NS / MS + 2_000, "b", "c");
    assertThat(heardNow).containsExactly("b", "c");
  }

  @Test
  void muchLouderVoiceGetsThrough_evenAmongPeopleWhoSpeak() {
    add("a", "b", "c");
    together(40, 1_000, "a", "b");
    for (int i = 0; i < 50; i++) {
      level("a", 40);
      level("b", 40);
      level("c", 10);
      pass();
    }
    assertThat(heardNow).contains("c");
  }

  private void add(String... names) {
    for (String name : names) {
      people.put(name, new Loudness());
    }
  }

  private void speak(String name, int level, long ms) {
    add(people.containsKey(name) ? new String[0] : new String[] {name});
    together(level, ms, name);
  }

  private void together(int level, long ms, String... names) {
    for (long i = 0; i < ms * MS; i += PACKET) {
      for (String name : names) {
        level(name, level);
      }
      pass();
    }
  }

  private void level(String name, int level) {
    people.get(name).packet(level, nowNs);
  }

  private void pass() {
    nowNs += PACKET;
    List<Voice<String>> voices = new ArrayList<>();
    people.forEach((name, loudness) -> voices.add(new Voice<>(name, loudness)));
    changes += dominant.update(voices, nowNs) ? 1 : 0;
    heardNow = List.copyOf(heard.update(voices, 2, nowNs));
  }
}
