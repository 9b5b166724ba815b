package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.file.FileName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDispositionTest {
  @ParameterizedTest
  @Tag("C-2b")
  @CsvSource({
    "Minutes of May.pdf, Minutes of May.pdf, Minutes%20of%20May.pdf",
    "Grüße.txt, Gr__e.txt, Gr%C3%BC%C3%9Fe.txt",
    "100%.txt, 100_.txt, 100%25.txt",
    "it's (1).png, it's (1).png, it%27s%20%281%29.png",
    "€ 👍, _ _, %E2%82%AC%20%F0%9F%91%8D"
  })
  void saysTheNameTwice(String name, String ascii, String whole) {
    assertThat(ContentDisposition.attachment(name))
        .isEqualTo("attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + whole);
  }

  @Property
  void isOneHeaderInAscii_thatHoldsTheName(@ForAll String given) {
    String name = FileName.of(given).text();
    String header = ContentDisposition.attachment(name);
    assertThat(header).matches("[\\x20-\\x7e]+");
    String whole = header.substring(header.indexOf("UTF-8''") + 7);
    assertThat(URLDecoder.decode(whole.replace("+", "%2B"), StandardCharsets.UTF_8))
        .isEqualTo(name);
  }
}
