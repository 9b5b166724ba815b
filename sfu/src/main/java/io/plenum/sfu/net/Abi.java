package io.plenum.sfu.net;

import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;

/** Whether this machine has the ABI that {@link Libc} and {@link MessageArray} are written for. */
final class Abi {
  private static final Set<String> ARCHITECTURES = Set.of("amd64", "x86_64", "aarch64");

  private Abi() {}

  /** Why this machine has another one; empty if it has that. */
  static Optional<String> refusal() {
    return refusal(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Optional<String> refusal(String system, String architecture) {
    boolean known =
        system.equals("Linux")
            && ARCHITECTURES.contains(architecture)
            && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return known ? Optional.empty() : Optional.of("not known on " + system + ' ' + architecture);
  }
}
