package io.plenum.sfu.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls for many datagrams at once, in the ABI of Linux on x86-64 and aarch64 (64-bit,
 * little-endian): numbers, sizes and offsets here and in {@link MessageArray} hold there and
 * nowhere else, which {@link Abi} says; to load this class elsewhere fails. None of them waits but
 * {@link #ppoll}.
 *
 * <p>A result below 0 is an error number with its sign turned. An instance belongs to one thread.
 */
final class Libc {
  static final int EPERM = 1;
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int EBADF = 9;
  static final int EAGAIN = 11;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int EFAULT = 14;
  static final int EINVAL = 22;
  static final int ENOTSOCK = 88;
  static final int EMSGSIZE = 90;
  static final int ENOPROTOOPT = 92;
  static final int EOPNOTSUPP = 95;
  static final int EAFNOSUPPORT = 97;
  static final int EADDRNOTAVAIL = 99;
  static final int ENETDOWN = 100;
  static final int ENETUNREACH = 101;
  static final int ENOBUFS = 105;
  static final int ECONNREFUSED = 111;
  static final int EHOSTUNREACH = 113;

  static final int SOL_SOCKET = 1;
  static final int SO_TYPE = 3;
  static final int SOCK_DGRAM = 2;
  static final int SOL_UDP = 17;
  static final int UDP_SEGMENT = 103;
  static final int UDP_GRO = 104;

  private static final int PRIO_PROCESS = 0;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int F_DUPFD_CLOEXEC = 1030;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO_AT = CALL_STATE.byteOffset(PathElement.groupElement("errno"));

  private static final MethodHandle SENDMMSG =
      handle("sendmmsg", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
  private static final MethodHandle RECVMMSG =
      handle("recvmmsg", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle PPOLL =
      handle("ppoll", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle SETSOCKOPT =
      handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKOPT =
      handle("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SETPRIORITY =
      handle("setpriority", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle GETSOCKNAME = handle("getsockname", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle CLOSE = handle("close", JAVA_INT);
  private static final MethodHandle FCNTL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("fcntl"),
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(2));

  private final MemorySegment callState;
  private final MemorySegment value;
  private final MemorySegment valueLength;

  /** Calls whose small arguments lie in {@code arena}. */
  Libc(Arena arena) {
    callState = arena.allocate(CALL_STATE);
    value = arena.allocate(JAVA_INT);
    valueLength = arena.allocate(JAVA_INT);
  }

  private static MethodHandle handle(String name, java.lang.foreign.MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, arguments),
        Linker.Option.captureCallState("errno"));
  }

  /** Sends {@code count} messages of an array of {@code mmsghdr}; how many it took, or an error. */
  int sendmmsg(int fd, long messages, int count) {
    try {
      return result((int) SENDMMSG.invokeExact(callState, fd, messages, count, MSG_DONTWAIT));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Fills at most {@code count} messages; how many, or an error. */
  int recvmmsg(int fd, long messages, int count) {
    try {
      return result((int) RECVMMSG.invokeExact(callState, fd, messages, count, MSG_DONTWAIT, 0L));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Waits for {@code count} sockets of an array of {@code pollfd}; how many have something. */
  int ppoll(long sockets, int count, long timespec) {
    try {
      return result((int) PPOLL.invokeExact(callState, sockets, (long) count, timespec, 0L));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Sets an option that is a number; 0 or an error. */
  int setOption(int fd, int level, int option, int to) {
    value.set(JAVA_INT, 0, to);
    try {
      return result(
          (int) SETSOCKOPT.invokeExact(callState, fd, level, option, value, Integer.BYTES));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** An option that is a number, not negative, or an error. */
  int option(int fd, int level, int option) {
    valueLength.set(JAVA_INT, 0, Integer.BYTES);
    try {
      int done =
          result((int) GETSOCKOPT.invokeExact(callState, fd, level, option, value, valueLength));
      return done < 0 ? done : value.get(JAVA_INT, 0);
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Writes the local address of a socket to {@code name}; 0 or an error. */
  int localName(int fd, MemorySegment name) {
    valueLength.set(JAVA_INT, 0, (int) name.byteSize());
    try {
      return result((int) GETSOCKNAME.invokeExact(callState, fd, name, valueLength));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Gives a thread of this process a nice value; 0 or an error. */
  int nice(int thread, int value) {
    try {
      return result((int) SETPRIORITY.invokeExact(callState, PRIO_PROCESS, thread, value));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Another descriptor of the same socket, which no child process gets; or an error. */
  int duplicate(int fd) {
    try {
      return result((int) FCNTL.invokeExact(callState, fd, F_DUPFD_CLOEXEC, 0));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  /** Closes a descriptor; 0 or an error. */
  int close(int fd) {
    try {
      return result((int) CLOSE.invokeExact(callState, fd));
    } catch (Throwable impossible) {
      throw thrown(impossible);
    }
  }

  private int result(int returned) {
    return returned < 0 ? -callState.get(JAVA_INT, ERRNO_AT) : returned;
  }

  /** A call of C throws nothing of its own; what the JVM throws instead goes on. */
  private static RuntimeException thrown(Throwable cause) {
    return switch (cause) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> new IllegalStateException(cause);
    };
  }
}
