package io.plenum.sfu.net;

import java.io.IOException;
import java.net.NoRouteToHostException;

/** Why a datagram was dropped on its way out. It costs its receiver that datagram, nobody else. */
public enum SendFailure {
  /** The kernel's buffer, or what may wait for a TCP connection, is full. */
  FULL,
  /** There is no way to the address, or not from this socket. */
  UNREACHABLE,
  /** A firewall of this machine forbids it. */
  FORBIDDEN,
  /** Anything else. */
  OTHER;

  /** What {@code errno} of a send call means. */
  static SendFailure of(int errno) {
    return switch (errno) {
      case Libc.EAGAIN, Libc.ENOBUFS, Libc.ENOMEM -> FULL;
      case Libc.ENETUNREACH,
          Libc.EHOSTUNREACH,
          Libc.ECONNREFUSED,
          Libc.EINVAL,
          Libc.ENETDOWN,
          Libc.EAFNOSUPPORT,
          Libc.EADDRNOTAVAIL ->
          UNREACHABLE;
      case Libc.EPERM, Libc.EACCES -> FORBIDDEN;
      default -> OTHER;
    };
  }

  /** What an exception of Java NIO means, as far as its type tells. */
  static SendFailure of(Exception failure) {
    boolean ways = failure instanceof NoRouteToHostException;
    return ways || !(failure instanceof IOException) ? UNREACHABLE : OTHER;
  }
}
