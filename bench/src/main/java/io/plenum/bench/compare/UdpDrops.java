package io.plenum.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Datagrams that sockets of this network namespace dropped because their queue was full, by what
 * Linux tells in /proc/net/udp: whose fault a loss is.
 *
 * @param load of the load's sockets: such a run says nothing of the server
 * @param others of all others, the server's among them
 */
record UdpDrops(long load, long others) {
  private static final Path TABLE = Path.of("/proc/self/net/udp");
  private static final int ADDRESS = 1;

  /** All drops since the sockets were opened. */
  static UdpDrops read(Set<Integer> loadPorts) throws IOException {
    return of(Files.readAllLines(TABLE), loadPorts);
  }

  /** The same, of the table's {@code lines}. */
  static UdpDrops of(List<String> lines, Set<Integer> loadPorts) {
    long load = 0;
    long others = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] words = line.strip().split("\\s+", -1);
      String address = words[ADDRESS];
      int port = Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
      long drops = Long.parseLong(words[words.length - 1]);
      if (loadPorts.contains(port)) {
        load += drops;
      } else {
        others += drops;
      }
    }
    return new UdpDrops(load, others);
  }

  /** What came since {@code earlier}. */
  UdpDrops since(UdpDrops earlier) {
    return new UdpDrops(load - earlier.load, others - earlier.others);
  }
}
