package io.plenum.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A search that finds nothing proves nothing, unless it would have found something. */
class FormsTest {
  private static final String SECRET = "zebrafalcon 42";

  @Test
  void findsEveryForm() {
    List<byte[]> forms = Forms.of(SECRET);
    assertThat(forms).allMatch(form -> Forms.anyIn(Forms.amid(form), forms));
    assertThat(Forms.anyIn("something else".getBytes(StandardCharsets.UTF_8), forms)).isFalse();
  }

  @Test
  void findsBase64_whereverTheSecretBegins() {
    for (String before : List.of("", "a", "ab", "abc", "abcd")) {
      byte[] text = (before + SECRET + "and more").getBytes(StandardCharsets.UTF_8);
      byte[] encoded = Base64.getEncoder().encode(text);
      assertThat(Forms.anyIn(encoded, Forms.of(SECRET))).as(before).isTrue();
    }
  }
}
