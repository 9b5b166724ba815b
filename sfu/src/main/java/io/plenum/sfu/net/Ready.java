package io.plenum.sfu.net;

import java.io.IOException;

/** What a selector found ready; attached to each of its keys. */
interface Ready {
  /**
   * Does what can be done without waiting, and not more than a fair share of it.
   *
   * @return packets handled
   * @throws IOException if the loop's sockets are broken beyond use; never for one peer's fault
   */
  int ready(DatagramHandler handler, long nowNs) throws IOException;
}
