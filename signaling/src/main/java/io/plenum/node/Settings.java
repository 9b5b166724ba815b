package io.plenum.node;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The text of every key, from plenum.yaml and over it the environment, each with the name of where
 * it was found.
 */
final class Settings {
  private static final Path DEFAULT_FILE = Path.of("plenum.yaml");

  /** Of a value that is shown; all of them together stay below what an audit entry holds. */
  private static final int SHOWN_LENGTH = 200;

  private record Found(String value, String place) {}

  private final Map<Key, Found> found = new EnumMap<>(Key.class);

  private Settings() {}

  /**
   * Reads the file that PLENUM_CONFIG names (else ./plenum.yaml if it is there), then the PLENUM_
   * variables.
   *
   * @throws ConfigurationRefused when the file is missing or no YAML, or a key is unknown
   */
  static Settings read(Map<String, String> environment) {
    Settings settings = new Settings();
    String named = environment.get(Key.FILE_VARIABLE);
    Path file = named == null ? DEFAULT_FILE : Path.of(named);
    if (named != null || Files.exists(file)) {
      settings.readFile(file);
    }
    environment.forEach(settings::readVariable);
    return settings;
  }

  private void readFile(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      if (root instanceof Map<?, ?> map) {
        readMap(map, "", file);
      } else if (root != null) {
        throw new ConfigurationRefused(
            file + " holds no keys. Expected: lines as `http:` and `  port: 8080`.");
      }
    } catch (IOException e) {
      throw new ConfigurationRefused(
          "The configuration file " + file + " cannot be read: " + e + ".");
    } catch (YAMLException e) {
      throw new ConfigurationRefused(
          "The configuration file " + file + " is not YAML: " + e.getMessage());
    }
  }

  private void readMap(Map<?, ?> map, String prefix, Path file) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String path = prefix + entry.getKey();
      if (entry.getValue() instanceof Map<?, ?> inner && isGroup(path)) {
        readMap(inner, path + ".", file);
      } else {
        found.put(
            key(path, file), new Found(text(entry.getValue(), path, file), path + " in " + file));
      }
    }
  }

  private static boolean isGroup(String path) {
    return Arrays.stream(Key.values()).anyMatch(key -> key.path().startsWith(path + "."));
  }

  private static Key key(String path, Path file) {
    return Arrays.stream(Key.values())
        .filter(key -> key.path().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationRefused(
                    "Unknown key "
                        + path
                        + " in "
                        + file
                        + ". Did you mean "
                        + Nearest.to(path, paths())
                        + "?"));
  }

  private static String text(Object value, String path, Path file) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
      default -> throw new ConfigurationRefused(path + " in " + file + " must be a single value.");
    };
  }

  private void readVariable(String name, String value) {
    if (!name.startsWith(Key.VARIABLE_PREFIX) || name.equals(Key.FILE_VARIABLE)) {
      return;
    }
    Key key =
        Arrays.stream(Key.values())
            .filter(candidate -> candidate.variable().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationRefused(
                        "Unknown variable "
                            + name
                            + ". Did you mean "
                            + Nearest.to(name, variables())
                            + "?"));
    found.put(key, new Found(value, name));
  }

  private static List<String> paths() {
    return Arrays.stream(Key.values()).map(Key::path).toList();
  }

  private static List<String> variables() {
    return Arrays.stream(Key.values()).map(Key::variable).toList();
  }

  /** The value; empty when it is not set or set to nothing. */
  Optional<String> value(Key key) {
    Found set = found.get(key);
    String value = set == null || set.value().isBlank() ? key.otherwise() : set.value().strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /** Every key that has a value, by its path; of secrets only that they are there. */
  Map<String, String> shown() {
    Map<String, String> shown = new TreeMap<>();
    for (Key key : Key.values()) {
      value(key)
          .map(text -> key.secret() ? "(secret)" : text)
          .map(text -> text.substring(0, Math.min(text.length(), SHOWN_LENGTH)))
          .ifPresent(text -> shown.put(key.path(), text));
    }
    return shown;
  }

  /** What to say when the value is not as {@link Key#expected}. Secrets are not repeated. */
  ConfigurationRefused bad(Key key) {
    Found set = found.get(key);
    String place = set == null ? key.path() : set.place();
    String shown = key.secret() ? "what is given" : "\"" + value(key).orElse("") + "\"";
    return new ConfigurationRefused(place + ": " + shown + " is not " + key.expected() + ".");
  }
}
