package io.plenum.signaling.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  @Test
  void writesStrings_asRfc8785Section3_2_2Shows() {
    String text = "€$\017\nA'B\"\\\\\"/";

    assertThat(CanonicalJson.text(text)).isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
  }

  @Test
  void sortsMembers_asRfc8785Section3_2_3Shows() {
    Map<String, Object> names = new HashMap<>();
    for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
      names.put(name, true);
    }
    assertThat(CanonicalJson.text(names))
        .isEqualTo(
            "{\"\\r\":true,\"1\":true,\"\u0080\":true,\"\u00f6\":true,\"\u20ac\":true,"
                + "\"\ud83d\ude00\":true,\"\ufb33\":true}");
  }

  @Test
  void writesListsIntegersAndTruth_withoutSpaces() {
    assertThat(CanonicalJson.text(List.of(1, -2L, false, Map.of("a", List.of()))))
        .isEqualTo("[1,-2,false,{\"a\":[]}]");
  }

  @Test
  void refusesWhatHasManyTexts() {
    assertThatThrownBy(() -> CanonicalJson.text(0.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.text(1L << 53))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(CanonicalJson.text((1L << 53) - 1)).isEqualTo("9007199254740991");
  }

  @Property(tries = 500)
  void isJson_whateverTheText(@ForAll String name, @ForAll String value) {
    String written = CanonicalJson.text(Map.of(name, value));

    assertThat(CanonicalJson.text(new JsonObject(written).getMap())).isEqualTo(written);
  }
}
