package io.plenum.signaling.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("C-2b")
class SafeTypeTest {
  @ParameterizedTest
  @CsvSource({
    "image/png, image/png",
    "IMAGE/JPEG, image/jpeg",
    "text/plain; charset=utf-8, text/plain",
    "text/html, application/octet-stream",
    "image/svg+xml, application/octet-stream",
    "application/xhtml+xml, application/octet-stream",
    "text/javascript, application/octet-stream",
    "'image/png\r\nX: y', application/octet-stream",
    "'', application/octet-stream"
  })
  void keepsWhatOnlyShowsOrPlays(String said, String kept) {
    assertThat(SafeType.of(said)).isEqualTo(kept);
  }
}
