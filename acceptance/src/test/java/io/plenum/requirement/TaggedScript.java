package io.plenum.requirement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tests of the web client: the ids stand behind a test's name, {@code test('fact M-2b W-1', …}. */
final class TaggedScript {
  private static final Pattern TEST =
      Pattern.compile("^\\s*test\\(['\"`](\\S+)((?: [A-Z]-\\d+\\w*)+)['\"`]", Pattern.MULTILINE);

  private TaggedScript() {}

  static List<Proof> proofs(Path root, Path file) {
    Path below = root.relativize(file);
    try {
      return TEST.matcher(Files.readString(file))
          .results()
          .flatMap(
              test ->
                  Stream.of(test.group(2).strip().split(" "))
                      .map(tag -> new Proof(tag, below, test.group(1))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
