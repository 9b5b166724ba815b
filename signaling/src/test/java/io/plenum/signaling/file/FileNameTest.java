package io.plenum.signaling.file;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Minutes of May.pdf",
        "Grüße.txt",
        "会議.docx",
        "a.tar.gz",
        "👩‍💻 plan.png",
        "file"
      })
  void keepsAUsableName(String name) {
    assertThat(FileName.of(name).text()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "../../etc/passwd, _.._etc_passwd",
    "C:\\boot.ini, C__boot.ini",
    ".hidden, hidden",
    "'trailing. . ', trailing",
    "'..', file",
    "'', file",
    "'a\u0000b\nc', a b c",
    "'invoice\u202Efdp.exe', invoicefdp.exe",
    "'q\"uo|te?', q_uo_te_"
  })
  void makesANameUsable(String given, String usable) {
    assertThat(FileName.of(given).text()).isEqualTo(usable);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 4_000})
  void shortensALongName_beforeItsEnding(int length) {
    String name = FileName.of("a".repeat(length - 4) + ".pdf").text();
    assertThat(name).hasSize(200).endsWith("a.pdf");
  }

  @Property
  void isUsable_whateverWasGiven(@ForAll String given) {
    String name = FileName.of(given).text();
    assertThat(name).isNotBlank().doesNotContain("/", "\\", "\n", "\0", "\"");
    assertThat(name.length()).isBetween(1, FileName.MAX_LENGTH);
    assertThat(FileName.of(name).text()).isEqualTo(name);
  }
}
