package io.plenum.node;

import io.plenum.signaling.file.Cells;
import io.plenum.signaling.identity.Region;
import io.plenum.storage.object.ObjectStore.Encryption;
import io.plenum.storage.object.S3Config;
import io.plenum.storage.object.S3Location;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the keys {@code objects.*}. */
final class ObjectsReader {
  /** The location that is the data folder. */
  static final String FILES = "files";

  private static final Map<Region, Key> REGIONS =
      new EnumMap<>(
          Map.of(
              Region.EUROPE, Key.OBJECTS_EUROPE,
              Region.UNITED_STATES, Key.OBJECTS_UNITED_STATES,
              Region.CANADA, Key.OBJECTS_CANADA,
              Region.AUSTRALIA, Key.OBJECTS_AUSTRALIA));

  private static final int MAX_KEEP_FREE_MIB = 1_000_000;
  private static final int MIB_BITS = 20;

  private final Settings settings;

  ObjectsReader(Settings settings) {
    this.settings = settings;
  }

  Configuration.Objects read() {
    return new Configuration.Objects(
        cells(),
        credentials(),
        encryption(),
        settings.value(Key.OBJECTS_KMS_KEY),
        keepFreeMib() << MIB_BITS);
  }

  /** Of the regions only those that go elsewhere: the data folder is one cell, whoever names it. */
  private Map<String, Optional<S3Location>> cells() {
    Map<String, Optional<S3Location>> cells = new HashMap<>();
    Optional<S3Location> main =
        location(Key.OBJECTS_LOCATION, settings.value(Key.OBJECTS_LOCATION).orElse(FILES));
    cells.put(Cells.MAIN, main);
    REGIONS.forEach(
        (region, key) ->
            settings
                .value(key)
                .map(text -> location(key, text))
                .filter(there -> there.isPresent() || main.isPresent())
                .ifPresent(there -> cells.put(region.text(), there)));
    return cells;
  }

  private Optional<S3Location> location(Key key, String text) {
    if (text.equals(FILES)) {
      return Optional.empty();
    }
    Optional<S3Location> location = S3Location.parse(text);
    if (location.isEmpty()) {
      throw settings.bad(key);
    }
    return location;
  }

  private Optional<S3Config.Credentials> credentials() {
    Optional<String> access = settings.value(Key.OBJECTS_ACCESS_KEY);
    Optional<String> secret = settings.value(Key.OBJECTS_SECRET_KEY);
    if (access.isPresent() != secret.isPresent()) {
      throw new ConfigurationRefused(
          Key.OBJECTS_ACCESS_KEY.path()
              + " and "
              + Key.OBJECTS_SECRET_KEY.path()
              + " go together: one of them is missing.");
    }
    return access.map(key -> new S3Config.Credentials(key, secret.orElseThrow()));
  }

  private Optional<Encryption> encryption() {
    return switch (settings.value(Key.OBJECTS_ENCRYPTION).orElseThrow()) {
      case "auto" -> Optional.empty();
      case "sse-s3" -> Optional.of(Encryption.SSE_S3);
      case "sse-kms" -> Optional.of(Encryption.SSE_KMS);
      case "sealed" -> Optional.of(Encryption.SEALED);
      default -> throw settings.bad(Key.OBJECTS_ENCRYPTION);
    };
  }

  private long keepFreeMib() {
    try {
      long mib = Long.parseLong(settings.value(Key.OBJECTS_KEEP_FREE).orElseThrow());
      if (mib >= 0 && mib <= MAX_KEEP_FREE_MIB) {
        return mib;
      }
    } catch (NumberFormatException e) {
      throw settings.bad(Key.OBJECTS_KEEP_FREE);
    }
    throw settings.bad(Key.OBJECTS_KEEP_FREE);
  }
}
