package io.plenum.signaling.file;

import io.plenum.signaling.file.FileRefused.Reason;
import io.plenum.signaling.identity.Region;
import io.plenum.storage.object.ObjectStore;
import java.util.Map;

/**
 * The object stores of this server and which region's content lies in which (REQUIREMENTS G-1).
 * Rows keep a cell's name, so content that is there stays readable when the mapping changes.
 * Immutable; any thread may use it.
 *
 * @param stores by the cell's name
 * @param homes the cell of each region's new content
 */
public record Cells(Map<String, ObjectStore> stores, Map<Region, String> homes) {
  /** The cell of all regions that have none of their own. */
  public static final String MAIN = "main";

  /**
   * Cells.
   *
   * @throws IllegalArgumentException when a region has no store
   */
  public Cells {
    stores = Map.copyOf(stores);
    homes = Map.copyOf(homes);
    for (Region region : Region.values()) {
      if (!stores.containsKey(homes.getOrDefault(region, ""))) {
        throw new IllegalArgumentException("no store for " + region.text());
      }
    }
  }

  /** Where new content of an account at home there goes. */
  String home(Region region) {
    return homes.get(region);
  }

  /**
   * The store of a cell.
   *
   * @throws FileRefused when there is none any more
   */
  ObjectStore store(String cell) {
    ObjectStore store = stores.get(cell);
    if (store == null) {
      throw new FileRefused(Reason.STORE_DOWN, "The store " + cell + " is not configured.");
    }
    return store;
  }
}
