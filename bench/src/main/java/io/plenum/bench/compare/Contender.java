package io.plenum.bench.compare;

/** A server that can be measured. */
enum Contender {
  /** Ours. */
  PLENUM,

  /** Ours with one system call for each datagram and jitsi-srtp, as Java servers are built. */
  BASELINE,

  /** Janus with its videoroom, one thread for all connections: the cheapest way to run it. */
  JANUS,

  /** The same with a thread for each connection, as it is released. */
  JANUS_AS_RELEASED
}
