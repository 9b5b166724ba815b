package io.plenum.testkit;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.dtls.DtlsCertificate;
import io.plenum.rtc.dtls.DtlsHandshake;
import io.plenum.rtc.dtls.DtlsListener;
import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpWriter;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpSender;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.stun.StunIntegrity;
import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunView;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A client's real transport: a {@link ClientWire}, checks as the controlling agent, a DTLS
 * handshake, SRTP. Two threads: one reads the socket, the given one keeps the time. Any thread may
 * send.
 */
public final class LoopbackTransport implements AutoCloseable {
  private static final int MAX_BYTES = 2_048;

  /** Until the first answer; a browser's pace. */
  private static final long FIRST_CHECKS_MS = 50;

  private static final long CHECKS_MS = 2_500;

  private final SecureRandom random = new SecureRandom();
  private final DtlsCertificate certificate = DtlsCertificate.generate(random, Instant.now());
  private volatile IceCredentials local = IceCredentials.random(random);
  private volatile IceCredentials offered = local;
  private final ClientWire wire;
  private final Handler handler;
  private final Span outgoing = new Span();
  private final MemorySegment outgoingMemory = MemorySegment.ofArray(new byte[MAX_BYTES]);
  private final CompletableFuture<Void> answered = new CompletableFuture<>();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<Void> dtlsClosed = new CompletableFuture<>();
  private volatile InetSocketAddress server;
  private volatile IceCredentials remote;
  private volatile DtlsHandshake handshake;
  private volatile SrtpReceiver receiver;
  private volatile boolean checking = true;
  private volatile boolean waiting;
  private SrtpSender sender;
  private byte[] lastRtp = {};
  private byte[] lastRtcp = {};

  /** Takes what arrives, decrypted, on the reading thread. */
  interface Handler {
    void rtp(Span packet);

    void rtcp(Span packet);
  }

  LoopbackTransport(ClientWire wire, Handler handler) {
    this.handler = handler;
    this.wire = wire;
  }

  IceCredentials credentials() {
    return offered;
  }

  /** Offers other credentials from now on; those in use stay so until {@link #restart}. */
  void renew() {
    offered = IceCredentials.random(random);
  }

  /** The renewed credentials were answered with {@code credentials}: both are in use now. */
  void restart(IceCredentials credentials) {
    local = offered;
    remote = credentials;
    check();
  }

  Fingerprint fingerprint() {
    return certificate.fingerprint();
  }

  /** Checks, shakes hands, and completes {@link #connected}. */
  void connect(
      InetSocketAddress to,
      IceCredentials credentials,
      List<Fingerprint> expected,
      ScheduledExecutorService time) {
    server = to;
    remote = credentials;
    try {
      wire.connect(to);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    // Before the reader starts, so that it is there when the server's part of it comes.
    var _ = answered.thenRun(() -> handshake = shakeHands(expected));
    Thread.ofPlatform().daemon().name("client-" + wire.address().getPort()).start(this::read);
    var _ =
        time.scheduleAtFixedRate(
            () -> {
              if (!answered.isDone()) {
                check();
              }
            },
            0,
            FIRST_CHECKS_MS,
            TimeUnit.MILLISECONDS);
    var _ = time.scheduleAtFixedRate(this::check, CHECKS_MS, CHECKS_MS, TimeUnit.MILLISECONDS);
  }

  /** The server says hello, as its answer announced. To be said before {@link #connect}. */
  void waitsForHello() {
    waiting = true;
  }

  private DtlsHandshake shakeHands(List<Fingerprint> expected) {
    List<SrtpProfile> profiles = List.of(SrtpProfile.values());
    return waiting
        ? DtlsHandshake.accept(certificate, expected, profiles, new Listener())
        : DtlsHandshake.connect(certificate, expected, profiles, new Listener());
  }

  /** Completes when keys are there. */
  public CompletableFuture<Void> connected() {
    return connected;
  }

  /** Where it sends from. */
  public InetSocketAddress address() {
    return wire.address();
  }

  /** Where the server is. */
  public InetSocketAddress server() {
    return server;
  }

  /** Sends one check, which renews consent; none while {@link #checking} is off. */
  public void check() {
    if (checking) {
      raw(checkOf(remote.ufrag(), remote.password()));
    }
  }

  /** Whether it checks by itself; on at first. Questions of the server are answered anyway. */
  public void checking(boolean on) {
    checking = on;
  }

  /** Goes on from another port without a word; returns when, in System.nanoTime. */
  public long move() throws IOException {
    wire.move();
    return System.nanoTime();
  }

  /** A nominating check for {@code ufrag} with {@code password}. */
  public byte[] checkOf(String ufrag, String password) {
    byte[] transaction = new byte[12];
    random.nextBytes(transaction);
    return ConnectivityCheck.of(ufrag, local.ufrag(), password, transaction, true).toBytes();
  }

  /** The server's ICE credentials. */
  public IceCredentials remote() {
    return remote;
  }

  /** Sends {@code datagram} as it is. */
  public void raw(byte[] datagram) {
    try {
      if (!wire.closed()) {
        wire.send(datagram);
      }
    } catch (IOException failure) {
      if (!wire.closed()) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** Protects and sends a packet that {@code writer} makes; nothing before there are keys. */
  synchronized void rtp(Consumer<Span> writer) {
    if (sender == null) {
      return;
    }
    writer.accept(outgoing.set(outgoingMemory, 0, 0, MAX_BYTES));
    if (sender.protectRtp(outgoing) == SrtpStatus.OK) {
      lastRtp = outgoing.toBytes();
      raw(lastRtp);
    }
  }

  synchronized void rtcp(List<RtcpPacket> packets) {
    if (sender == null || packets.isEmpty()) {
      return;
    }
    RtcpWriter.write(packets, outgoing.set(outgoingMemory, 0, 0, MAX_BYTES));
    if (sender.protectRtcp(outgoing) == SrtpStatus.OK) {
      lastRtcp = outgoing.toBytes();
      raw(lastRtcp);
    }
  }

  /** The SRTP packet sent last, as it went out. */
  public synchronized byte[] lastRtp() {
    return lastRtp.clone();
  }

  /** The SRTCP packet sent last, as it went out. */
  public synchronized byte[] lastRtcp() {
    return lastRtcp.clone();
  }

  private void read() {
    byte[] buffer = new byte[MAX_BYTES];
    MemorySegment memory = MemorySegment.ofArray(buffer);
    Span span = new Span();
    try {
      while (true) {
        received(span.set(memory, 0, wire.receive(buffer), MAX_BYTES));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void received(Span datagram) {
    SrtpReceiver keys = receiver;
    switch (DatagramKind.of(datagram)) {
      case STUN -> answer(datagram);
      case DTLS -> handshake.receive(datagram.toBytes());
      case RTP -> {
        if (keys != null && keys.unprotectRtp(datagram) == SrtpStatus.OK) {
          handler.rtp(datagram);
        }
      }
      case RTCP -> {
        if (keys != null && keys.unprotectRtcp(datagram) == SrtpStatus.OK) {
          handler.rtcp(datagram);
        }
      }
      case UNKNOWN -> {}
    }
  }

  private void answer(Span stun) {
    StunView view = new StunView();
    if (view.wrap(stun)
        && view.bindingRequest()
        && view.usernameIs(local.ufrag() + ':' + remote.ufrag())
        && StunIntegrity.shortTerm(local.password()).holds(view)) {
      Span reply = Span.of(new byte[256]);
      new StunWriter()
          .begin(reply, StunMessageType.BINDING_SUCCESS, view.transactionId())
          .xorMappedAddress(server)
          .integrity(StunIntegrity.shortTerm(local.password()))
          .fingerprint();
      raw(reply.toBytes());
    } else if (view.wrap(stun)
        && view.type() == StunMessageType.BINDING_SUCCESS
        && StunIntegrity.shortTerm(remote.password()).holds(view)) {
      answered.complete(null);
    }
  }

  /** Closes the socket without a word, as a crash does. */
  @Override
  public void close() {
    wire.close();
    if (handshake != null) {
      handshake.close();
    }
  }

  /** Says close_notify. */
  public void goodbye() {
    handshake.close();
    dtlsClosed.orTimeout(5, TimeUnit.SECONDS).join();
  }

  private final class Listener implements DtlsListener {
    @Override
    public void send(byte[] datagram) {
      raw(datagram);
    }

    @Override
    public void completed(SrtpKeys keys) {
      synchronized (LoopbackTransport.this) {
        sender = new SrtpSender(keys);
      }
      receiver = new SrtpReceiver(keys);
      connected.complete(null);
    }

    @Override
    public void failed(String reason) {
      connected.completeExceptionally(new IllegalStateException(reason));
    }

    @Override
    public void closed() {
      dtlsClosed.complete(null);
    }
  }
}
