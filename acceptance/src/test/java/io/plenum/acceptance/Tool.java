package io.plenum.acceptance;

import java.io.File;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What some tests use and a machine may lack. */
enum Tool {
  CHROMIUM("chromium"),
  FIREFOX("firefox-esr"),
  /** With a C library that lets a function be replaced at start (LD_PRELOAD). */
  C_COMPILER("cc"),
  BASH("bash"),
  CURL("curl"),
  JQ("jq"),
  /** An IPv4 address besides loopback: libwebrtc gathers no candidates on loopback. */
  NETWORK_ADDRESS("");

  private final String program;

  Tool(String program) {
    this.program = program;
  }

  /** Whether tests can use it here and now. */
  boolean usable() {
    return this == NETWORK_ADDRESS ? networkAddress().isPresent() : executable().isPresent();
  }

  /** Where the program is, if it is on the {@code PATH}. */
  Optional<Path> executable() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** An IPv4 address of this machine that is not loopback. */
  static Optional<InetAddress> networkAddress() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .findFirst();
    } catch (SocketException e) {
      return Optional.empty();
    }
  }
}
