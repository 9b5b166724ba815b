package io.plenum.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version that was built; the build writes it into a resource. */
public final class Version {
  private static final String TEXT = read();

  private Version() {}

  public static String text() {
    return TEXT;
  }

  private static String read() {
    try (InputStream resource = Version.class.getResourceAsStream("version.txt")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
