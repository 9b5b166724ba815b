package io.plenum.signaling.identity;

import java.util.Set;

/**
 * What this server keeps: a cell has a database and a store of its own and keeps the accounts of
 * some regions; content never leaves it (REQUIREMENTS G-1).
 *
 * @param home the region of the account that set-up makes
 * @param regions whose accounts may be made here; holds {@code home}
 */
public record Cell(Region home, Set<Region> regions) {
  /** One that keeps them all: there is no other. */
  public static final Cell ONLY = new Cell(Region.EUROPE, Set.of(Region.values()));

  public Cell {
    regions = Set.copyOf(regions);
    if (!regions.contains(home)) {
      throw new IllegalArgumentException("a cell that does not keep its home region");
    }
  }

  boolean keeps(Region region) {
    return regions.contains(region);
  }
}
