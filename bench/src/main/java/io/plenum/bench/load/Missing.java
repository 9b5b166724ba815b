package io.plenum.bench.load;

import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.RtcpPacket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Numbers of one stream that a client asks for again (RFC 4585, section 6.2.1), each a few times
 * until it comes. Confined to the load's thread.
 */
final class Missing {
  /** How often one is asked for. */
  static final int TIMES = 3;

  /** Numbers remembered. */
  static final int MOST = 200;

  private final int ssrc;
  private final Map<Long, Integer> asked = new TreeMap<>();

  Missing(int ssrc) {
    this.ssrc = ssrc;
  }

  /** The packet {@code number} came, when {@code highest} was the highest. */
  void arrived(long highest, long number) {
    asked.remove(number);
    for (long lost = highest + 1; lost < number && asked.size() < MOST; lost++) {
      asked.put(lost, 0);
    }
  }

  /** The packet of this number, of which the low 16 bits are known, came again: was it missing? */
  boolean repaired(int sequenceNumber) {
    return asked.keySet().removeIf(number -> (number & 0xFFFF) == sequenceNumber);
  }

  /** What to ask now. */
  Optional<RtcpPacket> ask() {
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> numbers = new ArrayList<>();
    Iterator<Map.Entry<Long, Integer>> entries = asked.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Long, Integer> entry = entries.next();
      numbers.add((int) (entry.getKey() & 0xFFFF));
      if (entry.getValue() + 1 == TIMES) {
        entries.remove();
      } else {
        entry.setValue(entry.getValue() + 1);
      }
    }
    return Optional.of(new Nack(1, ssrc, numbers));
  }
}
