package io.plenum.acceptance;

import java.io.File;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
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
  /** With its WebRTC stack and its binding for the system's own Python. */
  GSTREAMER(""),
  /** Debian's package coturn. */
  COTURN("turnserver"),
  /** An IPv4 address besides loopback: libwebrtc gathers no candidates on loopback. */
  NETWORK_ADDRESS(""),
  /** The loopback address of IPv6. */
  IPV6("");

  /** The Python that Debian's bindings are made for, whatever other one is first on the PATH. */
  static final Path SYSTEM_PYTHON = Path.of("/usr/bin/python3");

  private static final Path LIBRARIES = Path.of("/usr/lib");

  private final String program;

  Tool(String program) {
    this.program = program;
  }

  /** Whether tests can use it here and now. */
  boolean usable() {
    return switch (this) {
      case NETWORK_ADDRESS -> networkAddress().isPresent();
      case GSTREAMER -> gstreamer();
      case IPV6 -> hasIpv6();
      default -> executable().isPresent();
    };
  }

  /** Where the program is, if it is on the {@code PATH}. */
  Optional<Path> executable() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean gstreamer() {
    boolean binding = Files.exists(LIBRARIES.resolve("python3/dist-packages/gi/overrides/Gst.py"));
    return binding && Stream.of("webrtc", "nice", "opus", "openh264").allMatch(Tool::gstreamerHas);
  }

  /** Plugins lie in a folder that is named for the processor. */
  private static boolean gstreamerHas(String plugin) {
    try (Stream<Path> folders = Files.list(LIBRARIES)) {
      return folders
          .map(folder -> folder.resolve("gstreamer-1.0").resolve("libgst" + plugin + ".so"))
          .anyMatch(Files::exists);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasIpv6() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
    } catch (SocketException e) {
      return false;
    }
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
