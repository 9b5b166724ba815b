package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What people in a meeting feel of a rush of sign-ins on a slow disk: the longest round trip of a
 * message that needs no disk, of a chat message, which is on the disk before it is answered, and
 * the longest DTLS handshake. The disk is made slow by writing and flushing large blocks to the
 * file system of the data folder all the while. The figures are printed; that everything succeeded
 * is asserted.
 */
class BusyServerIT {
  private static final int SIGN_INS = 50;
  private static final int BLOCK_BYTES = 4 << 20;
  private static final int BLOCKS_OF_A_FILE = 16;

  /** Both rounds last at least this long, so that they are alike. */
  private static final int MESSAGES = 60;

  private static final int HANDSHAKES = 6;

  /** Three rounds of them stay below what one person may write at once. */
  private static final int CHATS = 10;

  private ServerProcess server;

  private Rest rest;
  private String token;

  private record Figures(long message, long chat, long handshake) {
    @Override
    public String toString() {
      return "message %d ms, chat %d ms, DTLS handshake %d ms"
          .formatted(message / 1_000_000, chat / 1_000_000, handshake / 1_000_000);
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.start("busy-server");
    rest = new Rest(server);
    token = rest.setUp();
    for (int i = 0; i < SIGN_INS; i++) {
      rest.addUser(token, "User " + i, "user" + i + "@example.org");
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void servesTheMeeting_whileFiftySignInAndTheDiskIsSlow() throws Exception {
    String code = rest.meeting(token, "Busy");
    measure(code); // Warms both sides up.
    Figures quiet = measure(code);
    AtomicBoolean over = new AtomicBoolean();
    List<Long> signInsNs = new ArrayList<>();
    try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> disk = load.submit(() -> keepDiskBusy(over));
      List<Future<Long>> signIns = new ArrayList<>();
      for (int i = 0; i < SIGN_INS; i++) {
        String email = "user" + i + "@example.org";
        signIns.add(load.submit(() -> rest.signIn(email)));
      }
      Figures busy;
      try {
        busy = measure(code);
        for (Future<Long> signIn : signIns) {
          signInsNs.add(signIn.get());
        }
      } finally {
        over.set(true);
      }
      System.out.printf(
          "50 sign-ins (the last after %d ms) and %d flushes of 4 MiB: worst %s; without: %s%n",
          signInsNs.stream().max(Long::compare).orElseThrow() / 1_000_000, disk.get(), busy, quiet);
    }
    assertThat(signInsNs).hasSize(SIGN_INS);
  }

  /** Returns how many blocks were flushed. */
  private int keepDiskBusy(AtomicBoolean over) throws IOException {
    Path file = Files.createTempFile("plenum-busy", ".bin");
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    int flushed = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (!over.get()) {
        block.clear();
        channel.write(block, (long) (flushed++ % BLOCKS_OF_A_FILE) * BLOCK_BYTES);
        channel.force(true);
      }
    } finally {
      Files.delete(file);
    }
    return flushed;
  }

  private Figures measure(String code) throws IOException {
    long message = 0;
    long chat = 0;
    long handshake = 0;
    try (SocketSeat seat = SocketSeat.user(server, code, token)) {
      seat.await("room");
      for (int i = 0; i < MESSAGES; i++) {
        message = Math.max(message, seat.roundTripNs(SocketSeat.view()));
        if (i % (MESSAGES / CHATS) == 0) {
          chat = Math.max(chat, seat.roundTripNs(SocketSeat.say("word " + i)));
        }
        if (i % (MESSAGES / HANDSHAKES) == 0) {
          handshake = Math.max(handshake, handshakeNs(seat));
        }
      }
    }
    return new Figures(message, chat, handshake);
  }

  private static long handshakeNs(SocketSeat seat) throws IOException {
    try (DtlsProbe probe = new DtlsProbe()) {
      return probe.connect(
          seat.offer(probe.offer(), List.<String[]>of(new String[] {"0", "microphone"})));
    }
  }
}
