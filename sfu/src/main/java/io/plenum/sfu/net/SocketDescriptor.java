package io.plenum.sfu.net;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the descriptor of a bound UDP socket that Java NIO made and does not tell: the one of this
 * process that has its address. There is one at most, since nobody shares our ports.
 */
final class SocketDescriptor {
  private static final Path OPEN = Path.of("/proc/self/fd");

  private SocketDescriptor() {}

  /**
   * A second descriptor of the UDP socket bound to {@code address}, which the caller has to close.
   * It stays this socket's even if NIO closes its own, whose number may then be another file's.
   *
   * @throws IOException if there is none; the message names the address
   */
  static int duplicate(Libc libc, InetSocketAddress address) throws IOException {
    try (Arena arena = Arena.ofConfined();
        DirectoryStream<Path> open = Files.newDirectoryStream(OPEN)) {
      MemorySegment name = arena.allocate(MessageArray.NAME_BYTES, Long.BYTES);
      SocketAddresses addresses = new SocketAddresses();
      for (Path entry : open) {
        int fd = Integer.parseInt(entry.getFileName().toString());
        if (address.equals(bound(libc, fd, name, addresses))) {
          return duplicated(libc, fd);
        }
      }
    } catch (DirectoryIteratorException unreadable) {
      throw unreadable.getCause();
    }
    throw new IOException("no descriptor of this process is UDP " + address);
  }

  private static int duplicated(Libc libc, int fd) throws IOException {
    int second = libc.duplicate(fd);
    if (second < 0) {
      throw new IOException("no second descriptor of a socket: error " + -second);
    }
    return second;
  }

  /**
   * Where a UDP socket is bound; null: it is none. Asks only, and closes nothing: to close a copy
   * of a file's descriptor would end the locks that this process holds on the file.
   */
  private static InetSocketAddress bound(
      Libc libc, int fd, MemorySegment name, SocketAddresses addresses) throws IOException {
    if (libc.option(fd, Libc.SOL_SOCKET, Libc.SO_TYPE) != Libc.SOCK_DGRAM
        || libc.localName(fd, name) < 0) {
      return null;
    }
    InetSocketAddress local = addresses.read(name, 0);
    return local == null ? null : DatagramEdge.withoutScope(local);
  }
}
