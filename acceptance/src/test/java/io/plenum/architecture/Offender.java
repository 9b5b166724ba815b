package io.plenum.architecture;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Touches each kind of the outside world twice; proof that the rules see it. Never run. */
final class Offender {
  /** A method reference is a touch, too. */
  final LongSupplier clock = System::nanoTime;

  final Supplier<UUID> ids = UUID::randomUUID;
  final SecureRandom random = new SecureRandom();

  Instant wallTime() {
    return Instant.now();
  }

  String environment() {
    return System.getenv("HOME") + System.getProperty("user.home");
  }

  Thread threads(Runnable work) {
    Thread.startVirtualThread(work);
    return Thread.ofPlatform().unstarted(work);
  }

  DatagramSocket sockets(String host) throws IOException {
    return new DatagramSocket(0, InetAddress.getByName(host));
  }
}
