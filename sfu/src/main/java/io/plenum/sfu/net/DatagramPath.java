package io.plenum.sfu.net;

import java.util.Locale;

/** How datagrams pass between a loop and the kernel, the cheapest last. */
public enum DatagramPath {
  /** One system call for each, through Java NIO. Works everywhere. */
  NIO,

  /** Many by one system call, each a message of its own. Linux on x86-64 and aarch64. */
  BATCHED,

  /**
   * As {@link #BATCHED}, and runs of equal size between the same two addresses are one message,
   * which the kernel or the device cuts into datagrams (UDP_SEGMENT), or joins (UDP_GRO).
   */
  OFFLOADED;

  /** Its name in the configuration, the log and the metrics. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
