package io.plenum.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("G-1")
class S3LocationTest {
  @Test
  void readsWhatAnOperatorWrites() {
    assertThat(S3Location.parse("s3://plenum-eu?region=eu-central-1"))
        .contains(
            new S3Location(
                "plenum-eu", "", Optional.empty(), "eu-central-1", false, Optional.empty()));
    assertThat(
            S3Location.parse(
                "s3://plenum/a/b/?endpoint=https%3A%2F%2Fminio.example%3A9000&path-style=true&profile=eu"))
        .contains(
            new S3Location(
                "plenum",
                "a/b/",
                Optional.of(URI.create("https://minio.example:9000")),
                "us-east-1",
                true,
                Optional.of("eu")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "files",
        "http://bucket",
        "s3:///a",
        "s3://B",
        "s3://bucket/A",
        "s3://bucket/..",
        "s3://bucket?colour=red",
        "s3://bucket?region",
        "s3://bucket?path-style=1",
        "s3://bucket?endpoint=ftp://a",
        "s3://bucket?endpoint=https://a/b",
        "s3://bucket#a"
      })
  void refusesAnythingElse(String text) {
    assertThat(S3Location.parse(text)).isEmpty();
  }
}
