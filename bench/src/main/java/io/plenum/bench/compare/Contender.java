package io.plenum.bench.compare;

/** A server that can be measured. */
enum Contender {
  /** Ours. */
  PLENUM,

  /** Ours with one system call for each datagram and jitsi-srtp, as Java servers are built. */
  BASELINE,

  /** Janus with its videoroom. */
  JANUS
}
