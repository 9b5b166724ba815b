package io.plenum.rtc.dtls;

import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** A client and a server in one process, and what lies between them. */
final class Link implements AutoCloseable {
  /** Far more than a handshake needs on a busy machine. */
  static final int PATIENCE_S = 20;

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  static final DtlsCertificate SERVER = DtlsCertificate.generate(new SecureRandom(), NOW);
  static final DtlsCertificate CLIENT = DtlsCertificate.generate(new SecureRandom(), NOW);
  static final List<SrtpProfile> ALL = List.of(SrtpProfile.values());
  static final DtlsTiming QUICK = new DtlsTiming(15_000, 30);

  final End server;
  final End client;

  /** {@code network} gets each datagram with the end it is for, and decides what arrives. */
  Link(DtlsParameters server, DtlsParameters client, BiConsumer<End, byte[]> network) {
    this.server = new End(network);
    this.client = new End(network);
    this.server.other = this.client;
    this.client.other = this.server;
    this.server.start(DtlsHandshake.accept(server, this.server));
    this.client.start(DtlsHandshake.connect(client, this.client));
  }

  static Link perfect() {
    return new Link(serverExpecting(CLIENT, ALL), clientOffering(CLIENT, ALL), End::arrive);
  }

  static Link over(BiConsumer<End, byte[]> network) {
    return new Link(serverExpecting(CLIENT, ALL), clientOffering(CLIENT, ALL), network);
  }

  static DtlsParameters serverExpecting(DtlsCertificate client, List<SrtpProfile> profiles) {
    return new DtlsParameters(SERVER, List.of(client.fingerprint()), profiles, QUICK);
  }

  static DtlsParameters clientOffering(DtlsCertificate client, List<SrtpProfile> profiles) {
    return new DtlsParameters(client, List.of(SERVER.fingerprint()), profiles, QUICK);
  }

  @Override
  public void close() {
    server.handshake.join().close();
    client.handshake.join().close();
  }

  /** One end: listens to its own handshake, sends through the network to the other. */
  static final class End implements DtlsListener {
    final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    final CompletableFuture<String> failure = new CompletableFuture<>();
    final CompletableFuture<Void> closed = new CompletableFuture<>();
    final CompletableFuture<DtlsHandshake> handshake = new CompletableFuture<>();
    private final BiConsumer<End, byte[]> network;
    private volatile End other;

    End(BiConsumer<End, byte[]> network) {
      this.network = network;
    }

    void start(DtlsHandshake started) {
      handshake.complete(started);
    }

    /** Delivers; what comes before the handshake is started waits for it. */
    void arrive(byte[] datagram) {
      handshake.join().receive(datagram);
    }

    boolean ended() throws InterruptedException {
      return handshake.join().thread().join(Duration.ofSeconds(PATIENCE_S));
    }

    SrtpKeys agreed() throws Exception {
      return keys.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    String reason() throws Exception {
      return failure.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    @Override
    public void send(byte[] datagram) {
      network.accept(other, datagram);
    }

    @Override
    public void completed(SrtpKeys agreed) {
      keys.complete(agreed);
    }

    @Override
    public void failed(String reason) {
      failure.complete(reason);
      keys.completeExceptionally(new AssertionError(reason));
    }

    @Override
    public void closed() {
      closed.complete(null);
    }
  }
}
