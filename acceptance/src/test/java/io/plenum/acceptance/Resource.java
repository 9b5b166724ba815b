package io.plenum.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A script that tests run inside a page, from {@code src/test/resources/browser}. */
final class Resource {
  private Resource() {}

  /** Returns the text of a file; a missing one is a mistake of the test. */
  static String script(String name) {
    try (InputStream in = Resource.class.getResourceAsStream("/browser/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no script " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
