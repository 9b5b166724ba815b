package io.plenum.node;

import io.plenum.signaling.file.Cells;
import io.plenum.signaling.identity.Region;
import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.KeyShelf;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.object.FileObjectStore;
import io.plenum.storage.object.ObjectFault;
import io.plenum.storage.object.ObjectStore;
import io.plenum.storage.object.S3Config;
import io.plenum.storage.object.S3Location;
import io.plenum.storage.object.S3ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the object stores that the configuration names (docs/storage.md). */
final class ObjectCells implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ObjectCells.class);

  private final Map<String, ObjectStore> stores = new HashMap<>();
  private final Map<Region, String> homes = new EnumMap<>(Region.class);

  private ObjectCells() {}

  /**
   * Opens them. Stores in S3 are not asked for anything yet.
   *
   * @throws io.plenum.storage.StorageRefused when the data folder's cannot be used
   */
  static ObjectCells open(
      Configuration configuration, MasterKey key, SecureRandom random, InstantSource clock) {
    Configuration.Objects objects = configuration.objects();
    ObjectCells cells = new ObjectCells();
    objects
        .cells()
        .forEach(
            (name, location) -> {
              ObjectStore store =
                  location.isEmpty()
                      ? FileObjectStore.open(
                          new FileObjectStore.Config(
                              folder(configuration), objects.keepFreeBytes(), key, random, clock))
                      : new S3ObjectStore(s3(objects, location.get(), key, random, clock));
              cells.stores.put(name, store);
            });
    cells.stores.forEach(ObjectCells::probe);
    for (Region region : Region.values()) {
      cells.homes.put(region, home(region, objects.cells()));
    }
    return cells;
  }

  /** Finds out how a store encrypts; one that is down is asked again when it is used. */
  private static void probe(String cell, ObjectStore store) {
    Thread.ofVirtual()
        .name("probe " + cell)
        .start(
            () -> {
              try {
                log.info("Contents of cell {}: encryption {}", cell, store.encryption());
              } catch (ObjectFault | StorageRefused e) {
                log.warn("The object store of cell {} cannot be used: {}", cell, e.getMessage());
              }
            });
  }

  /** Canada's content is in the United States where it has no cell of its own (G-1). */
  private static String home(Region region, Map<String, Optional<S3Location>> cells) {
    if (cells.containsKey(region.text())) {
      return region.text();
    }
    return region == Region.CANADA ? home(Region.UNITED_STATES, cells) : Cells.MAIN;
  }

  private static Path folder(Configuration configuration) {
    return configuration.dataDir().resolve("objects");
  }

  private static S3Config s3(
      Configuration.Objects objects,
      S3Location location,
      MasterKey key,
      SecureRandom random,
      InstantSource clock) {
    return new S3Config(
        location,
        objects.credentials(),
        objects.encryption(),
        objects.kmsKey(),
        key,
        random,
        clock);
  }

  /**
   * The wrapping keys of all stores, for a change of the master key.
   *
   * @throws IOException when the data folder cannot be read
   */
  static List<KeyShelf> shelves(
      Configuration configuration, MasterKey key, SecureRandom random, InstantSource clock)
      throws IOException {
    List<KeyShelf> shelves = new ArrayList<>();
    if (Files.isDirectory(folder(configuration))) {
      shelves.add(FileObjectStore.shelf(folder(configuration), random));
    }
    for (Optional<S3Location> location : configuration.objects().cells().values()) {
      if (location.isPresent()) {
        // The process ends with the command, and the connections with it.
        shelves.add(
            new S3ObjectStore(s3(configuration.objects(), location.get(), key, random, clock))
                .shelf());
      }
    }
    return shelves;
  }

  Cells cells() {
    return new Cells(stores, homes);
  }

  @Override
  public void close() {
    stores.values().forEach(ObjectStore::close);
  }
}
