package io.plenum.rtc.rtp;

import java.util.Map;
import java.util.Set;

/**
 * Which header extension elements are copied from one stream to another, and under which local id:
 * ids differ between sections and offers (RFC 8285, section 5). Immutable, may be shared.
 */
public final class ExtensionMap {
  private static final int MAX_ID = 255;

  private final int[] targets = new int[MAX_ID + 1];

  private ExtensionMap() {}

  /**
   * The map for everything in {@code uris} that both sides negotiated.
   *
   * @param from uri to id of the publisher's section
   * @param to uri to id of the receiver's section
   * @param uris what may be copied, usually {@link ExtensionUri#END_TO_END}
   */
  public static ExtensionMap between(
      Map<String, Integer> from, Map<String, Integer> to, Set<String> uris) {
    ExtensionMap map = new ExtensionMap();
    for (String uri : uris) {
      Integer source = from.get(uri);
      Integer target = to.get(uri);
      if (source != null && target != null && valid(source) && valid(target)) {
        map.targets[source] = target;
      }
    }
    return map;
  }

  private static boolean valid(int id) {
    return id > 0 && id <= MAX_ID;
  }

  /** The receiver's id for the publisher's {@code id} (0 to 255), or 0: not copied. */
  public int target(int id) {
    return targets[id];
  }
}
