package io.plenum.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.web.ServedModules.Module;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the client's layers: ui → room → net, and no page below ui. */
class LayerTest {
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.of(
          "net", Set.of("net"), "room", Set.of("room", "net"), "ui", Set.of("ui", "room", "net"));

  private static final Pattern PAGE =
      Pattern.compile(
          "\\b(?:document|window|localStorage|sessionStorage|customElements|HTML\\w*Element|querySelector\\w*)\\b");

  private final List<Module> modules = ServedModules.built().all();

  @Test
  void knowsAllLayers() {
    assertThat(modules).extracting(Module::layer).containsOnly("net", "room", "ui", "main.js");
  }

  @Test
  void importsOnlyDownwards() {
    for (Module module : modules) {
      for (String specifier : module.imports()) {
        if (specifier.startsWith(".") && MAY_IMPORT.containsKey(module.layer())) {
          assertThat(Module.layerOf(module.resolve(specifier)))
              .as("%s imports %s", module.path(), specifier)
              .isIn(MAY_IMPORT.get(module.layer()));
        }
      }
    }
  }

  @Test
  void knowsNoPageAndNoLibrary_belowUi() {
    for (Module module : modules) {
      if (module.layer().equals("net") || module.layer().equals("room")) {
        assertThat(module.imports())
            .as(module.path())
            .allMatch(specifier -> specifier.startsWith("."));
        assertThat(module.code()).as(module.path()).doesNotContainPattern(PAGE);
      }
    }
  }

  @Test
  void definesOneElement_inEachFolderOfItsName() {
    for (Module module : modules) {
      if (module.code().contains("customElements.define(")) {
        String name = module.path().replaceFirst("^assets/ui/([a-z-]+)/\\1\\.js$", "$1");
        assertThat(module.code())
            .as(module.path())
            .containsOnlyOnce("customElements.define('" + name + "'");
      }
    }
  }
}
