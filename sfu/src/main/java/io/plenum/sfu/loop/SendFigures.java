package io.plenum.sfu.loop;

import io.plenum.sfu.net.DatagramPath;
import io.plenum.sfu.net.EdgeCounters;
import io.plenum.sfu.net.MediaEdge;
import java.util.List;

/**
 * How the datagrams of one loop left.
 *
 * @param path that they take
 * @param messages that the kernel took: for each of {@link EdgeCounters#SEND_SIZES} those of at
 *     most so many datagrams
 * @param offloadsRefused messages of several datagrams that the kernel or a device refused
 */
public record SendFigures(DatagramPath path, List<Long> messages, long offloadsRefused) {
  /** Before anything left. */
  static final SendFigures NONE =
      new SendFigures(DatagramPath.NIO, EdgeCounters.SEND_SIZES.stream().map(_ -> 0L).toList(), 0);

  /** What {@code edge} has sent. */
  static SendFigures of(MediaEdge edge) {
    EdgeCounters counters = edge.counters();
    return new SendFigures(edge.path(), counters.sends(), counters.offloadsRefused());
  }
}
