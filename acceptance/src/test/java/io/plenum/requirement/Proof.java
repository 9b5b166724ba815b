package io.plenum.requirement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test that says which requirement it proves.
 *
 * @param id the requirement's
 * @param test {@code Class.method}, or {@code Class} where all of it does; of a script, its file
 */
record Proof(String id, String test) {
  private static final Pattern TAG = Pattern.compile("@Tag\\(\"([A-Z]-\\d+[a-z]?)\"\\)");
  private static final Pattern TYPE =
      Pattern.compile("^(?:\\w+ )*(?:class|interface|record) (\\w+)");
  private static final Pattern METHOD = Pattern.compile("^\\s+(?:[\\w<>\\[\\], ?.]+ )?(\\w+)\\(");

  /** All tags in the tests of all modules under {@code root}. */
  static List<Proof> under(Path root) {
    try (Stream<Path> modules = Files.list(root)) {
      return modules
          .map(module -> module.resolve("src/test"))
          .filter(Files::isDirectory)
          .flatMap(Proof::sources)
          .flatMap(file -> in(file).stream())
          .distinct()
          .sorted(java.util.Comparator.comparing(Proof::test))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(java|js)")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Proof> in(Path file) {
    String name = file.getFileName().toString();
    try {
      return name.endsWith(".js")
          ? inScript(name, Files.readString(file))
          : inClass(name.substring(0, name.length() - ".java".length()), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Proof> inScript(String name, String text) {
    return TAG.matcher(text).results().map(tag -> new Proof(tag.group(1), name)).toList();
  }

  /** A tag belongs to the type or method that is declared next. */
  private static List<Proof> inClass(String className, List<String> lines) {
    List<Proof> proofs = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (String line : lines) {
      Matcher tag = TAG.matcher(line);
      while (tag.find()) {
        open.add(tag.group(1));
      }
      Matcher method = METHOD.matcher(line);
      boolean type = TYPE.matcher(line).find();
      boolean annotation = line.strip().startsWith("@") || line.strip().startsWith("*");
      if (!open.isEmpty() && !annotation && (type || method.find())) {
        String test = type ? className : className + "." + method.group(1);
        open.forEach(id -> proofs.add(new Proof(id, test)));
        open.clear();
      }
    }
    return proofs;
  }
}
