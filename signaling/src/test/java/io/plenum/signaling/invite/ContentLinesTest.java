package io.plenum.signaling.invite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M-8a")
class ContentLinesTest {
  @Test
  void tearsNoCharacterApart() {
    String text = "SUMMARY:" + "😀".repeat(40) + "\r\n";
    String folded = ContentLines.fold(text);
    assertThat(folded.replace("\r\n ", "")).isEqualTo(text);
    assertThat(new String(folded.getBytes(UTF_8), UTF_8)).isEqualTo(folded);
    assertThat(folded.split("\r\n")).allMatch(line -> line.getBytes(UTF_8).length <= 75);
  }

  @Property
  void noLineIsLongerThan75Octets_andNothingIsLost(
      @ForAll @CharRange(from = ' ', to = '\u2fff') @StringLength(max = 400) String text) {
    String line = "X:" + text + "\r\n";
    String folded = ContentLines.fold(line);
    assertThat(folded.replace("\r\n ", "")).isEqualTo(line);
    assertThat(folded.split("\r\n")).allMatch(part -> part.getBytes(UTF_8).length <= 75);
  }
}
