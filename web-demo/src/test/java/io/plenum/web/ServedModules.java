package io.plenum.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The client's own modules as they are served, and what each imports. */
record ServedModules(Path root) {
  /**
   * Static and dynamic imports, and re-exports. Type imports live in comments and are not loaded.
   */
  private static final Pattern IMPORT =
      Pattern.compile(
          "^(?:import|export)\\b(?:[\\w\\s{},*]*?\\bfrom)?\\s*['\"]([^'\"]+)['\"]",
          Pattern.MULTILINE);

  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|^\\s*//.*?$", Pattern.MULTILINE | Pattern.DOTALL);

  /**
   * One module: its path below the web root with `/`, its text without comments, what it imports.
   */
  record Module(String path, String code, List<String> imports) {
    /** The folder below `assets`: `net`, `room`, `ui`, or the file's own name. */
    String layer() {
      return layerOf(path);
    }

    static String layerOf(String path) {
      return Path.of(path).getName(1).toString();
    }

    /** Where a relative import leads, as a path below the web root. */
    String resolve(String specifier) {
      return Path.of(path).getParent().resolve(specifier).normalize().toString().replace('\\', '/');
    }
  }

  static ServedModules built() {
    return new ServedModules(Path.of("target/classes/web"));
  }

  List<Module> all() {
    try (Stream<Path> files = Files.walk(root.resolve("assets"))) {
      return files
          .filter(file -> file.toString().endsWith(".js"))
          .filter(file -> !file.startsWith(root.resolve("assets/lit")))
          .map(this::read)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Module read(Path file) {
    try {
      String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
      String path = root.relativize(file).toString().replace('\\', '/');
      return new Module(
          path, code, IMPORT.matcher(code).results().map(found -> found.group(1)).toList());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
