package io.plenum.sfu.room;

import java.util.HashMap;
import java.util.Map;

/**
 * In how many lines somebody's camera is shown to the others, by the shards of the room where they
 * are. Confined to the room's loop.
 */
final class CameraShown {
  private final Map<Integer, Integer> elsewhere = new HashMap<>();
  private int here;

  /** Nobody sees it. */
  CameraShown() {}

  /** Shown to those here, where it is largest; 0: to nobody. */
  void here(int height) {
    here = height;
  }

  /** The same for those of another shard. */
  void at(int shard, int height) {
    if (height == 0) {
      elsewhere.remove(shard);
    } else {
      elsewhere.put(shard, height);
    }
  }

  /** Where it is largest; 0: nowhere. */
  int largest() {
    int largest = here;
    for (int height : elsewhere.values()) {
      largest = Math.max(largest, height);
    }
    return largest;
  }
}
