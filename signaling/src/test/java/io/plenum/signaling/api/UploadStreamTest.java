package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.api.UploadStream.Pace;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies that come as they like. */
@Tag("C-2a")
class UploadStreamTest {
  private static final Pace QUICK = new Pace(Duration.ofMillis(500), 1_000, Duration.ofMillis(700));
  private static final long PATIENCE_S = 10;

  private final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();
  private final CountDownLatch mayRead = new CountDownLatch(1);
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void listen() {
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  UploadStream body =
                      new UploadStream(request, vertx.getOrCreateContext(), QUICK, () -> {});
                  Thread.ofVirtual().start(() -> read(body));
                })
            .listen(0, "127.0.0.1")
            .await();
  }

  private void read(UploadStream body) {
    try {
      mayRead.await();
      outcomes.add(body.transferTo(OutputStream.nullOutputStream()));
    } catch (IOException | InterruptedException e) {
      outcomes.add(e);
    }
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Socket open(long length) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private Object outcome() throws InterruptedException {
    return outcomes.poll(PATIENCE_S, TimeUnit.SECONDS);
  }

  @Test
  void readsABody() throws Exception {
    mayRead.countDown();
    try (Socket socket = open(3_000_000)) {
      socket.getOutputStream().write(new byte[3_000_000]);
      assertThat(outcome()).isEqualTo(3_000_000L);
    }
  }

  @Test
  @Tag("S-4")
  void leavesWithTheClient_whatNobodyReads() throws Exception {
    AtomicLong sent = new AtomicLong();
    try (Socket socket = open(200_000_000)) {
      Thread sender = Thread.ofVirtual().start(() -> send(socket, sent));
      // Buffers of two sockets fill up, and then it stands still.
      long before = -1;
      while (before != sent.get()) {
        before = sent.get();
        Thread.sleep(300);
      }
      assertThat(sent.get()).isLessThan(50_000_000);
      mayRead.countDown();
      assertThat(outcome()).isEqualTo(200_000_000L);
      sender.join();
    }
  }

  private static void send(Socket socket, AtomicLong sent) {
    try {
      OutputStream out = socket.getOutputStream();
      byte[] piece = new byte[100_000];
      while (sent.get() < 200_000_000) {
        out.write(piece);
        sent.addAndGet(piece.length);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @Tag("S-4")
  void givesUpAClient_thatFallsSilent() throws Exception {
    mayRead.countDown();
    try (Socket socket = open(10)) {
      socket.getOutputStream().write(1);
      assertThat(outcome()).isInstanceOf(UploadStream.TooSlow.class);
    }
  }

  @Test
  @Tag("S-4")
  void givesUpAClient_thatTrickles() throws Exception {
    mayRead.countDown();
    try (Socket socket = open(1_000)) {
      for (int i = 0; i < 30 && outcomes.isEmpty(); i++) {
        socket.getOutputStream().write(1);
        Thread.sleep(100);
      }
      assertThat(outcome()).isInstanceOf(UploadStream.TooSlow.class);
    }
  }

  @Test
  void saysThatTheClientLeft() throws Exception {
    mayRead.countDown();
    open(10).close();
    assertThat(outcome()).isInstanceOf(UploadStream.Broken.class);
  }
}
