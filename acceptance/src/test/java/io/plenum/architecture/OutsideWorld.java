package io.plenum.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Arrays;

/** The ways in which code can touch what is outside a pure function, by kind. */
enum OutsideWorld {
  /** Sockets and what listens or connects. Addresses are data, but resolving names is not. */
  SOCKET,
  /** Making, starting or pausing threads, and pools and timers that do. */
  THREAD,
  /** Reading wall time or elapsed time. */
  CLOCK,
  /** Environment, system properties, other processes, the end of this one. */
  ENVIRONMENT,
  /** Making a source of random numbers; using one that was handed over is fine. */
  RANDOMNESS;

  /** Whether a call, a field access or a method reference touches this. */
  boolean touchedBy(JavaAccess<?> access) {
    return switch (this) {
      case SOCKET -> socket(access);
      case THREAD -> thread(access);
      case CLOCK -> clock(access);
      case ENVIRONMENT -> environment(access);
      case RANDOMNESS -> randomness(access);
    };
  }

  private static boolean socket(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    return owner.startsWith("java.nio.channels.")
        || owner.startsWith("io.vertx.core.net.")
        || owner.startsWith("io.vertx.core.http.")
        || of(access, "java.net.Socket", "java.net.ServerSocket", "java.net.NetworkInterface")
        || of(access, "java.net.DatagramSocket", "java.net.MulticastSocket")
        || calls(access, "java.net.InetAddress", "getByName", "getAllByName", "getLocalHost");
  }

  private static boolean thread(JavaAccess<?> access) {
    return calls(access, "java.lang.Thread", "<init>", "start", "startVirtualThread", "sleep")
        || calls(access, "java.lang.Thread", "ofVirtual", "ofPlatform")
        || of(access, "java.util.concurrent.Executors", "java.util.concurrent.ForkJoinPool")
        || of(access, "java.util.concurrent.ThreadPoolExecutor", "java.util.Timer")
        || of(access, "java.util.concurrent.ScheduledThreadPoolExecutor")
        || (of(access, "java.util.concurrent.CompletableFuture")
            && (access.getName().endsWith("Async")
                || named(access, "orTimeout", "completeOnTimeout", "delayedExecutor")));
  }

  private static boolean clock(JavaAccess<?> access) {
    return calls(access, "java.lang.System", "nanoTime", "currentTimeMillis")
        || calls(access, "java.time.Clock", "system", "systemUTC", "systemDefaultZone")
        || calls(access, "java.time.Clock", "tickMillis", "tickSeconds", "tickMinutes")
        || calls(access, "java.time.InstantSource", "system")
        || (named(access, "now")
            && access.getTargetOwner().getName().startsWith("java.time.")
            && takesNothing(access))
        || (calls(access, "java.util.Date", "<init>") && takesNothing(access));
  }

  private static boolean environment(JavaAccess<?> access) {
    return calls(access, "java.lang.System", "getenv", "getProperty", "getProperties", "exit")
        || calls(access, "java.lang.System", "setProperty", "clearProperty")
        || of(access, "java.lang.Runtime", "java.lang.ProcessBuilder", "java.lang.ProcessHandle");
  }

  private static boolean randomness(JavaAccess<?> access) {
    return calls(access, "java.security.SecureRandom", "<init>", "getInstance")
        || calls(access, "java.security.SecureRandom", "getInstanceStrong")
        || calls(access, "java.util.Random", "<init>")
        || calls(access, "java.util.SplittableRandom", "<init>")
        || calls(access, "java.util.concurrent.ThreadLocalRandom", "current")
        || calls(access, "java.util.random.RandomGenerator", "of", "getDefault")
        || calls(access, "java.lang.Math", "random")
        || calls(access, "java.util.UUID", "randomUUID");
  }

  private static boolean calls(JavaAccess<?> access, String type, String... members) {
    return of(access, type) && named(access, members);
  }

  private static boolean of(JavaAccess<?> access, String... types) {
    return Arrays.asList(types).contains(access.getTargetOwner().getName());
  }

  private static boolean named(JavaAccess<?> access, String... members) {
    return Arrays.asList(members).contains(access.getName());
  }

  private static boolean takesNothing(JavaAccess<?> access) {
    return access.getTarget().getFullName().endsWith("()");
  }
}
