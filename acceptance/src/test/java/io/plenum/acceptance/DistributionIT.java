package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is shipped. */
class DistributionIT {
  private static final Path ROOT = Path.of(System.getProperty("plenum.distribution"));

  @Test
  @Tag("S-6a")
  void theBillOfMaterialsNamesEveryLibraryThatIsShipped() throws IOException {
    JsonObject bill =
        JsonParser.parseString(Files.readString(ROOT.resolve("sbom.cdx.json"))).getAsJsonObject();
    assertThat(bill.get("bomFormat").getAsString()).isEqualTo("CycloneDX");
    Set<String> listed = new TreeSet<>();
    for (JsonElement element : bill.getAsJsonArray("components")) {
      JsonObject component = element.getAsJsonObject();
      assertThat(component.has("hashes") || group(component).equals("io.plenum"))
          .as("hashes of %s", component.get("name"))
          .isTrue();
      listed.add(
          component.get("name").getAsString() + "-" + component.get("version").getAsString());
    }
    List<String> unlisted;
    try (Stream<Path> jars = Files.list(ROOT.resolve("lib"))) {
      unlisted =
          jars.map(jar -> jar.getFileName().toString())
              .filter(jar -> !jar.startsWith("plenum-signaling-"))
              .filter(jar -> listed.stream().noneMatch(jar::startsWith))
              .toList();
    }
    assertThat(unlisted).isEmpty();
  }

  private static String group(JsonObject component) {
    return component.has("group") ? component.get("group").getAsString() : "";
  }
}
