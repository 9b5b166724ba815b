package io.plenum.sfu.trace;

/** What bytes turned out to be. */
public sealed interface TraceParse {
  /** A trace, every record of it well-formed. */
  record Parsed(TraceFile file) implements TraceParse {}

  /**
   * No trace that can be read.
   *
   * @param reason in words
   * @param offset of the byte at which reading stopped
   */
  record Rejected(String reason, int offset) implements TraceParse {}
}
