package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people in meetings feel of a rush of sign-ins on a disk that needs a tenth of a second for
 * each flush ({@link SlowFlush}). Measured in a meeting where nobody writes chat, and in one where
 * somebody always does: chat is on the disk before it is announced, so it waits for the flush under
 * way and its own; what needs no disk must not.
 */
@NeedsTool(Tool.C_COMPILER)
class SlowDiskIT {
  private static final long NS_PER_MS = 1_000_000;
  private static final int FLUSH_MS = 100;
  private static final int SIGN_INS = 50;

  /** By so much a rush may delay anything in a meeting. */
  private static final long MOST_DELAY_MS = 200;

  private static final int CHATS = 12;
  private static final int HANDSHAKES = 5;

  @TempDir Path folder;
  private ServerProcess server;
  private Rest rest;
  private String token;
  private String silent;
  private String talking;

  /** The longest of each, in milliseconds; `beside`: a message that needs no disk, beside chat. */
  private record Figures(long message, long handshake, long chat, long beside) {
    @Override
    public String toString() {
      return "message %d ms, offer and DTLS handshake %d ms, chat %d ms, message beside chat %d ms"
          .formatted(message, handshake, chat, beside);
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = ServerProcess.start("slow-disk", SlowFlush.of(FLUSH_MS, folder));
    rest = new Rest(server);
    token = rest.setUp();
    for (int i = 0; i < SIGN_INS; i++) {
      rest.addUser(token, "User " + i, "user" + i + "@example.org");
    }
    silent = rest.meeting(token, "Silent");
    talking = rest.meeting(token, "Talking");
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void delaysNothingInAMeetingByMuch_whenFiftySignInAtOnce() throws Exception {
    measure(); // Warms both sides up.
    Figures quiet = measure();
    Figures rush;
    List<Long> signInsMs = new ArrayList<>();
    try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> signIns = new ArrayList<>();
      for (int i = 0; i < SIGN_INS; i++) {
        String email = "user" + i + "@example.org";
        signIns.add(load.submit(() -> rest.signIn(email) / NS_PER_MS));
      }
      rush = measure();
      for (Future<Long> signIn : signIns) {
        signInsMs.add(signIn.get());
      }
    }
    System.out.printf(
        "A disk of %d ms a flush, 50 sign-ins (the last after %d ms): worst %s; without: %s%n",
        FLUSH_MS, signInsMs.stream().max(Long::compare).orElseThrow(), rush, quiet);
    assertThat(quiet.chat).as("the disk is slow").isGreaterThanOrEqualTo(FLUSH_MS);
    assertThat(rush.message).isLessThan(quiet.message + MOST_DELAY_MS);
    assertThat(rush.handshake).isLessThan(quiet.handshake + MOST_DELAY_MS);
    assertThat(rush.chat).isLessThan(quiet.chat + MOST_DELAY_MS);
    assertThat(rush.beside).isLessThan(quiet.beside + MOST_DELAY_MS);
  }

  private Figures measure() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
        SocketSeat writer = seat(talking);
        SocketSeat reader = seat(talking);
        SocketSeat other = seat(silent);
        SocketSeat newcomer = seat(silent)) {
      Future<Long> beside =
          people.submit(
              () -> longest(over, () -> reader.roundTripNs(SocketSeat.view()) / NS_PER_MS));
      Future<Long> message =
          people.submit(
              () -> longest(over, () -> other.roundTripNs(SocketSeat.view()) / NS_PER_MS));
      Future<Long> handshake = people.submit(() -> longestHandshake(newcomer));
      long chat = 0;
      for (int i = 0; i < CHATS; i++) {
        chat = Math.max(chat, writer.roundTripNs(SocketSeat.say("word " + i)) / NS_PER_MS);
      }
      long shaken = handshake.get();
      over.set(true);
      return new Figures(message.get(), shaken, chat, beside.get());
    }
  }

  private SocketSeat seat(String code) {
    SocketSeat seat = SocketSeat.user(server, code, token);
    seat.await("room");
    return seat;
  }

  private static long longest(AtomicBoolean over, Callable<Long> what) throws Exception {
    long longest = 0;
    while (!over.get()) {
      longest = Math.max(longest, what.call());
      Thread.sleep(20); // A socket may send 50 messages a second.
    }
    return longest;
  }

  private static long longestHandshake(SocketSeat seat) throws IOException {
    long longest = 0;
    for (int i = 0; i < HANDSHAKES; i++) {
      long beganNs = System.nanoTime();
      try (DtlsProbe probe = new DtlsProbe()) {
        probe.connect(
            seat.offer(probe.offer(), List.<String[]>of(new String[] {"0", "microphone"})));
      }
      longest = Math.max(longest, (System.nanoTime() - beganNs) / NS_PER_MS);
    }
    return longest;
  }
}
