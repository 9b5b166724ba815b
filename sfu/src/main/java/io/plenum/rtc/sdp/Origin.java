package io.plenum.rtc.sdp;

import java.util.random.RandomGenerator;

/**
 * How our side of one session calls itself in its answers (RFC 8866, section 5.2).
 *
 * @param id of the session: 63 bits, the highest of them 0 (RFC 8829, section 5.2.1)
 * @param version counts the answers of the session, from 1
 */
public record Origin(long id, int version) {
  private static final long ID_MASK = Long.MAX_VALUE >>> 1;

  /** That of the first answer of a new session. */
  static Origin first(RandomGenerator random) {
    return new Origin(random.nextLong() & ID_MASK, 1);
  }

  /** That of the answer after this one. */
  public Origin next() {
    return new Origin(id, version + 1);
  }
}
