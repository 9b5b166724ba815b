package io.plenum.sfu.net;

import java.lang.foreign.Arena;

/**
 * Makes messages of one socket's datagrams and gives them to the kernel, many by one call. What one
 * destination gets stays in order; datagrams of equal size that follow each other, and a shorter
 * one after them, are one message (UDP_SEGMENT).
 *
 * <pre>
 *  the kernel says          what becomes of the message
 *  (took it)                counted
 *  EINTR                    tried again
 *  EIO, EINVAL, EMSGSIZE,   of several datagrams: each is sent by itself, now and to this
 *  EOPNOTSUPP, ENOPROTOOPT  destination from now on; of one: dropped
 *  anything else            dropped, counted by kind; those after it are tried
 * </pre>
 *
 * <p>So each datagram is tried once more at most, and nothing waits for a buffer to drain: media
 * that is late is worse than media that is lost. Confined to the edge's thread.
 */
final class SendBatch {
  /** Messages of one system call. */
  static final int MAX_MESSAGES = 64;

  /** Datagrams of one message: what every kernel with UDP_SEGMENT takes. */
  static final int MAX_SEGMENTS = 64;

  /** Bytes of one message: an IP packet with room for its headers. */
  static final int MAX_MESSAGE_BYTES = 65_000;

  /** Longest datagram that shares a message: a longer one may not fit a path's frames. Bytes. */
  static final int MAX_SEGMENT_BYTES = 1_400;

  private final SendSlab slab;
  private final SendCall call;
  private final EdgeCounters counters;
  private final MessageArray messages;
  private final Destination[] to = new Destination[MAX_MESSAGES];
  private final int[] first = new int[MAX_MESSAGES];
  private final int[] datagrams = new int[MAX_MESSAGES];
  private final MessageArray single;
  private int count;
  private int pieces;

  /** Sends what lies in {@code slab}, through {@code call}. */
  SendBatch(Arena arena, SendSlab slab, SendCall call, EdgeCounters counters) {
    this.slab = slab;
    this.call = call;
    this.counters = counters;
    this.messages = new MessageArray(arena, MAX_MESSAGES, SendSlab.SLOTS);
    this.single = new MessageArray(arena, 1, 1);
  }

  /** Sends all that {@code socket} has, and leaves it with nothing. */
  void send(BatchedSocket socket) {
    for (int i = 0; i < socket.active.size(); i++) {
      Destination destination = socket.active.get(i);
      int slot = destination.first;
      while (slot != Destination.NONE) {
        if (count == MAX_MESSAGES) {
          transmit(socket.fd);
        }
        slot = message(destination, slot);
      }
      destination.first = Destination.NONE;
      destination.last = Destination.NONE;
    }
    socket.active.clear();
    transmit(socket.fd);
  }

  /** Makes a message of the run that begins at {@code slot}; returns what comes after it. */
  private int message(Destination destination, int slot) {
    int size = slab.length(slot);
    int run = 0;
    int bytes = 0;
    int next = slot;
    int length;
    do {
      length = slab.length(next);
      messages.piece(pieces + run, slab.address(next), length);
      bytes += length;
      run++;
      next = slab.next(next);
    } while (length == size && joins(destination, next, size, run, bytes));
    messages.name(count, destination.name);
    messages.pieces(count, pieces, run);
    messages.segmentBytes(count, run > 1 ? size : 0);
    to[count] = destination;
    first[count] = slot;
    datagrams[count] = run;
    pieces += run;
    count++;
    return next;
  }

  private boolean joins(Destination destination, int next, int size, int run, int bytes) {
    if (next == Destination.NONE || !destination.offloads || run == MAX_SEGMENTS) {
      return false;
    }
    int length = slab.length(next);
    return length > 0
        && length <= size
        && size <= MAX_SEGMENT_BYTES
        && bytes + length <= MAX_MESSAGE_BYTES;
  }

  private void transmit(int fd) {
    int done = 0;
    while (done < count) {
      int result = call.send(fd, messages.address(done), count - done);
      if (result > 0) {
        for (int end = done + result; done < end; done++) {
          sent(done);
        }
      } else if (result != -Libc.EINTR) {
        failed(fd, done, -result);
        done++;
      }
    }
    count = 0;
    pieces = 0;
  }

  private void sent(int message) {
    counters.send(datagrams[message]);
    int slot = first[message];
    for (int i = 0; i < datagrams[message]; i++) {
      counters.out(slab.length(slot));
      slab.release(slot);
      slot = slab.next(slot);
    }
  }

  private void failed(int fd, int message, int errno) {
    boolean refused = datagrams[message] > 1 && refusesOffload(errno);
    if (refused) {
      to[message].offloads = false;
      counters.offloadRefused();
    }
    int slot = first[message];
    for (int i = 0; i < datagrams[message]; i++) {
      if (refused) {
        single(fd, to[message], slot);
      } else {
        counters.notSent(SendFailure.of(errno));
      }
      slab.release(slot);
      slot = slab.next(slot);
    }
  }

  private void single(int fd, Destination destination, int slot) {
    single.name(0, destination.name);
    single.piece(0, slab.address(slot), slab.length(slot));
    single.pieces(0, 0, 1);
    single.segmentBytes(0, 0);
    int result;
    do {
      result = call.send(fd, single.address(0), 1);
    } while (result == -Libc.EINTR);
    if (result > 0) {
      counters.send(1);
      counters.out(slab.length(slot));
    } else {
      counters.notSent(SendFailure.of(-result));
    }
  }

  private static boolean refusesOffload(int errno) {
    return switch (errno) {
      case Libc.EIO, Libc.EINVAL, Libc.EMSGSIZE, Libc.EOPNOTSUPP, Libc.ENOPROTOOPT -> true;
      default -> false;
    };
  }
}
