package io.plenum.signaling.api.port;

import java.nio.channels.SocketChannel;

/** Takes connections that are for media. Called on event loops: must not block. */
@FunctionalInterface
public interface MediaDoor {
  /**
   * A connection is somebody else's from now on.
   *
   * @param connection open and not blocking; to be closed by whoever takes it
   * @param first what was read of it: a whole packet with its length (RFC 4571), perhaps more
   */
  void take(SocketChannel connection, byte[] first);
}
