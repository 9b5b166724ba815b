package io.plenum.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.web.ServedModules.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the browser will load exists, comes from this server, and needs no exception in the content
 * policy.
 */
class ServedPageTest {
  private static final Pattern IMPORT_MAP_ENTRY =
      Pattern.compile("\"([^\"]+)\": \"(/assets/[^\"]+)\"");
  private static final Pattern BARE_IMPORT =
      Pattern.compile("(?:from|import)\\s*['\"]([^'\"./][^'\"]*)['\"]");

  private final ServedModules served = ServedModules.built();

  @Test
  void findsEveryModule_thatOursImport() throws IOException {
    Map<String, String> importMap = importMap();
    for (Module module : served.all()) {
      for (String specifier : module.imports()) {
        String path =
            specifier.startsWith(".") ? module.resolve(specifier) : mapped(specifier, importMap);
        assertThat(served.root().resolve(path))
            .as("%s of %s", specifier, module.path())
            .isRegularFile();
      }
    }
  }

  @Test
  void findsEveryModule_thatLitImports() throws IOException {
    Map<String, String> importMap = importMap();
    for (Path file : litModules()) {
      Matcher found = BARE_IMPORT.matcher(Files.readString(file));
      while (found.find()) {
        assertThat(served.root().resolve(mapped(found.group(1), importMap)))
            .as("%s of %s", found.group(1), file)
            .isRegularFile();
      }
    }
  }

  @Test
  @Tag("S-1b")
  void needsNoInlineScriptOrStyle_butTheImportMap() throws IOException {
    String page = Files.readString(served.root().resolve("index.html"));
    assertThat(page)
        .doesNotContain("style=")
        .doesNotContain("<style")
        .doesNotContainPattern("\\son[a-z]+=");
    assertThat(Pattern.compile("<script(?![^>]*src=)").matcher(page).results()).hasSize(1);
    for (Module module : served.all()) {
      assertThat(module.code())
          .as(module.path())
          .doesNotContain("unsafeHTML")
          .doesNotContainPattern("\\sstyle=|innerHTML");
    }
  }

  @Test
  void asksNobodyElse_forAnything() throws IOException {
    List<Path> files =
        new ArrayList<>(
            List.of(served.root().resolve("index.html"), served.root().resolve("assets/page.css")));
    for (Path file : files) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain("http://", "https://", "url(//");
    }
    for (Module module : served.all()) {
      assertThat(module.code()).as(module.path()).doesNotContainPattern("['\"`]https?://");
    }
  }

  private Map<String, String> importMap() throws IOException {
    Map<String, String> entries = new TreeMap<>(Comparator.reverseOrder());
    Matcher found = IMPORT_MAP_ENTRY.matcher(Files.readString(served.root().resolve("index.html")));
    while (found.find()) {
      entries.put(found.group(1), found.group(2));
    }
    return entries;
  }

  /**
   * As browsers do: an exact entry, else the longest one that ends in `/` and begins the specifier.
   */
  private static String mapped(String specifier, Map<String, String> importMap) {
    String exact = importMap.get(specifier);
    if (exact != null) {
      return exact.substring(1);
    }
    return importMap.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith("/") && specifier.startsWith(entry.getKey()))
        .map(
            entry -> (entry.getValue() + specifier.substring(entry.getKey().length())).substring(1))
        .findFirst()
        .orElse("nothing maps " + specifier);
  }

  /** Those that our modules load: the four packages' own entry points and directives. */
  private List<Path> litModules() throws IOException {
    try (Stream<Path> files = Files.walk(served.root().resolve("assets/lit"))) {
      return files.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }
}
