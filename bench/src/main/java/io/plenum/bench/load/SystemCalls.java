package io.plenum.bench.load;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of the load, in the ABI of Linux on x86-64 and aarch64. A result below 0 is an
 * error number with its sign turned. An instance belongs to one thread.
 */
final class SystemCalls {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x8_0000;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLLIN = 1;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int CLOCK_REALTIME = 0;
  private static final int SOCKADDR_BYTES = 16;
  private static final long SECOND_NS = 1_000_000_000L;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_AT =
      CALL_STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = handle("socket", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = handle("bind", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CONNECT = handle("connect", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKNAME = handle("getsockname", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SETSOCKOPT =
      handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = handle("close", JAVA_INT);
  private static final MethodHandle SEND = handle("send", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle RECVMMSG =
      handle("recvmmsg", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle EPOLL_CREATE = handle("epoll_create1", JAVA_INT);
  private static final MethodHandle EPOLL_CTL =
      handle("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle EPOLL_WAIT =
      handle("epoll_pwait2", JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle CLOCK_GETTIME = handle("clock_gettime", JAVA_INT, ADDRESS);

  private final MemorySegment callState;
  private final MemorySegment name;
  private final MemorySegment number;
  private final MemorySegment event;
  private final MemorySegment time;

  SystemCalls(Arena arena) {
    callState = arena.allocate(CALL_STATE);
    name = arena.allocate(SOCKADDR_BYTES, Long.BYTES);
    number = arena.allocate(JAVA_INT);
    event = arena.allocate(16, Long.BYTES);
    time = arena.allocate(16, Long.BYTES);
  }

  private static MethodHandle handle(String function, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(function),
        FunctionDescriptor.of(JAVA_INT, arguments),
        Linker.Option.captureCallState("errno"));
  }

  /** A UDP socket of IPv4. */
  int socket() {
    try {
      return result((int) SOCKET.invokeExact(callState, AF_INET, SOCK_DGRAM_CLOEXEC, 0));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Binds to {@code address}, four bytes, on a free port. */
  int bind(int fd, byte[] address) {
    try {
      return result((int) BIND.invokeExact(callState, fd, sockaddr(address, 0), SOCKADDR_BYTES));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** The socket sends to {@code address}, four bytes, and takes from nobody else. */
  int connect(int fd, byte[] address, int port) {
    try {
      MemorySegment to = sockaddr(address, port);
      return result((int) CONNECT.invokeExact(callState, fd, to, SOCKADDR_BYTES));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** The port that the socket is bound to. */
  int port(int fd) {
    number.set(JAVA_INT, 0, SOCKADDR_BYTES);
    try {
      int done = result((int) GETSOCKNAME.invokeExact(callState, fd, name, number));
      return done < 0 ? done : Short.toUnsignedInt(Short.reverseBytes(name.get(JAVA_SHORT, 2)));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Sets an option that is a number. */
  int option(int fd, int level, int option, int to) {
    number.set(JAVA_INT, 0, to);
    try {
      return result(
          (int) SETSOCKOPT.invokeExact(callState, fd, level, option, number, Integer.BYTES));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Sends one datagram to whom the socket is connected to. */
  int send(int fd, long address, int bytes) {
    try {
      return result((int) SEND.invokeExact(callState, fd, address, (long) bytes, MSG_DONTWAIT));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Fills at most {@code count} messages ({@code struct mmsghdr}). */
  int receive(int fd, long messages, int count) {
    try {
      return result((int) RECVMMSG.invokeExact(callState, fd, messages, count, MSG_DONTWAIT, 0L));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** A set of sockets to wait for. */
  int epoll() {
    try {
      return result((int) EPOLL_CREATE.invokeExact(callState, 0x8_0000));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Adds a socket to a set; what is told of it carries {@code mark}. */
  int watch(int epoll, int fd, int mark) {
    event.set(JAVA_INT, 0, EPOLLIN);
    event.set(JAVA_INT, markAt(0), mark);
    try {
      return result((int) EPOLL_CTL.invokeExact(callState, epoll, EPOLL_CTL_ADD, fd, event));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Waits for sockets of a set, at most {@code timeoutNs}. */
  int await(int epoll, long events, int count, long timeoutNs) {
    long wait = Math.max(0, timeoutNs);
    time.set(JAVA_LONG, 0, wait / SECOND_NS);
    time.set(JAVA_LONG, Long.BYTES, wait % SECOND_NS);
    try {
      return result((int) EPOLL_WAIT.invokeExact(callState, epoll, events, count, time, 0L));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Bytes of one {@code struct epoll_event}, which x86-64 packs. */
  static int eventBytes() {
    return packsEvents() ? 12 : 16;
  }

  /** Where the mark of an event lies that begins at {@code event}. */
  static long markAt(long event) {
    return event + (packsEvents() ? 4 : 8);
  }

  private static boolean packsEvents() {
    return System.getProperty("os.arch").equals("amd64");
  }

  /** Wall time as the kernel stamps packets with it, ns since 1970. */
  long wallNs() {
    try {
      int done = (int) CLOCK_GETTIME.invokeExact(callState, CLOCK_REALTIME, time);
      return done < 0 ? done : time.get(JAVA_LONG, 0) * SECOND_NS + time.get(JAVA_LONG, Long.BYTES);
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Closes a descriptor. */
  int close(int fd) {
    try {
      return result((int) CLOSE.invokeExact(callState, fd));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  private MemorySegment sockaddr(byte[] address, int port) {
    name.fill((byte) 0);
    name.set(JAVA_SHORT, 0, (short) AF_INET);
    name.set(JAVA_SHORT, 2, Short.reverseBytes((short) port));
    MemorySegment.copy(MemorySegment.ofArray(address), 0, name, 4, address.length);
    return name;
  }

  private int result(int returned) {
    return returned < 0 ? -callState.get(JAVA_INT, ERRNO_AT) : returned;
  }

  private static RuntimeException thrown(Throwable cause) {
    return switch (cause) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new IllegalStateException(cause);
    };
  }
}
