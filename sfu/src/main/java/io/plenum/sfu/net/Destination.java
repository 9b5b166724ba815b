package io.plenum.sfu.net;

/**
 * One address that one socket sends to: how the kernel is told of it, what this round has for it,
 * and what was learned about the way there. Confined to the edge's thread.
 */
final class Destination {
  static final int NONE = -1;

  /** As {@link SocketAddresses#sockaddr} gives it; null: the socket cannot name it. */
  final byte[] name;

  /** Whether messages of several datagrams are taken there; once refused, never tried again. */
  boolean offloads;

  /** First and last slot of this round's datagrams; {@link #NONE}: it has none. */
  int first = NONE;

  int last = NONE;

  Destination(byte[] name, boolean offloads) {
    this.name = name;
    this.offloads = offloads;
  }
}
