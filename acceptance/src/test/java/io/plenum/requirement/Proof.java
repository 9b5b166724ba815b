package io.plenum.requirement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A test that says which requirement it proves.
 *
 * @param tag the requirement's id, if it is a known one
 * @param file where it is written, below the project's root
 * @param test the name of the class, if all of it proves that, else {@code Class.method}; of a
 *     script, the test's name
 */
record Proof(String tag, Path file, String test) {
  private static final Comparator<Proof> ORDER =
      Comparator.comparing((Proof proof) -> proof.file().getFileName().toString())
          .thenComparing(Proof::test);

  /** What all tests of all modules below {@code root} say. */
  static List<Proof> under(Path root) {
    List<Path> sources = sources(root);
    return Stream.concat(
            TaggedJava.proofs(root, ending(sources, ".java")).stream(),
            ending(sources, ".test.js").stream()
                .flatMap(file -> TaggedScript.proofs(root, file).stream()))
        .sorted(ORDER)
        .toList();
  }

  private static List<Path> ending(List<Path> files, String end) {
    return files.stream().filter(file -> file.toString().endsWith(end)).toList();
  }

  private static List<Path> sources(Path root) {
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .map(module -> module.resolve("src/test"))
          .filter(Files::isDirectory)
          .flatMap(Proof::below)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
