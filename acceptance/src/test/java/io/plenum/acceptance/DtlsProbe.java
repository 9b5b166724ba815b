package io.plenum.acceptance;

import io.plenum.rtc.dtls.DtlsCertificate;
import io.plenum.rtc.dtls.DtlsHandshake;
import io.plenum.rtc.dtls.DtlsListener;
import io.plenum.rtc.dtls.Fingerprint;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.rtc.stun.StunIntegrity;
import io.plenum.rtc.stun.StunMessageType;
import io.plenum.rtc.stun.StunWriter;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A peer that only connects: one ICE check, then a DTLS handshake with the server, over a UDP
 * socket of this machine. For one thread; {@link #close} ends it.
 */
final class DtlsProbe implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DtlsCertificate CERTIFICATE =
      DtlsCertificate.generate(RANDOM, Instant.EPOCH);

  private static final long LIMIT_S = 30;
  private static final int DATAGRAM_BYTES = 1_500;

  /** A host candidate's priority (RFC 8445, section 5.1.2.1) for a peer-reflexive one. */
  private static final long PRIORITY = 1_862_270_975L;

  private final IceCredentials local = IceCredentials.random(RANDOM);
  private final DatagramSocket socket;

  DtlsProbe() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
  }

  /** An offer of one silent microphone, of a session of its own (RFC 8866, section 5.2). */
  String offer() {
    return String.join(
        "\r\n",
        "v=0",
        "o=- " + RANDOM.nextLong(Long.MAX_VALUE) + " 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=group:BUNDLE 0",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "c=IN IP4 0.0.0.0",
        "a=rtcp:9 IN IP4 0.0.0.0",
        "a=ice-ufrag:" + local.ufrag(),
        "a=ice-pwd:" + local.password(),
        "a=fingerprint:" + CERTIFICATE.fingerprint(),
        "a=setup:actpass",
        "a=mid:0",
        "a=sendonly",
        "a=rtcp-mux",
        "a=rtpmap:111 opus/48000/2",
        "");
  }

  /**
   * Connects to where the answer says; returns how long the DTLS handshake took, in nanoseconds.
   *
   * @throws IOException when no check is answered or the handshake fails
   */
  long connect(String answer) throws IOException {
    InetSocketAddress server =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(),
            Integer.parseInt(found(answer, "a=candidate:\\S+ 1 udp \\d+ \\S+ (\\d+) typ")));
    check(answer, server);
    CompletableFuture<Void> done = new CompletableFuture<>();
    long beganNs = System.nanoTime();
    DtlsHandshake handshake =
        DtlsHandshake.connect(
            CERTIFICATE,
            List.of(Fingerprint.parse(found(answer, "a=fingerprint:(.+)"))),
            List.of(SrtpProfile.values()),
            new Listener(server, done));
    Thread reading = Thread.ofVirtual().start(() -> passOn(handshake));
    try {
      done.get(LIMIT_S, TimeUnit.SECONDS);
      return System.nanoTime() - beganNs;
    } catch (Exception e) {
      throw new IOException("no DTLS handshake", e);
    } finally {
      reading.interrupt();
      handshake.close();
    }
  }

  private static String found(String sdp, String pattern) throws IOException {
    Matcher line = Pattern.compile(pattern).matcher(sdp);
    if (!line.find()) {
      throw new IOException("no " + pattern + " in " + sdp);
    }
    return line.group(1).strip();
  }

  /** Asks until the server answers, so that it takes our datagrams. */
  private void check(String answer, InetSocketAddress server) throws IOException {
    byte[] transaction = new byte[12];
    RANDOM.nextBytes(transaction);
    Span request = Span.of(new byte[256]);
    new StunWriter()
        .begin(request, StunMessageType.BINDING_REQUEST, transaction)
        .username(found(answer, "a=ice-ufrag:(.+)") + ":" + local.ufrag())
        .priority(PRIORITY)
        .role(true, RANDOM.nextLong())
        .useCandidate()
        .integrity(StunIntegrity.shortTerm(found(answer, "a=ice-pwd:(.+)")))
        .fingerprint();
    byte[] bytes = request.toBytes();
    socket.setSoTimeout(500);
    for (int attempt = 0; attempt < 2 * LIMIT_S; attempt++) {
      socket.send(new DatagramPacket(bytes, bytes.length, server));
      try {
        byte[] reply = receive();
        if (reply.length > 1 && reply[0] == 1 && reply[1] == 1) {
          socket.setSoTimeout(0);
          return;
        }
      } catch (SocketTimeoutException lost) {
        // Asked again by the next attempt.
      }
    }
    throw new IOException("no ICE check was answered");
  }

  private byte[] receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_BYTES], DATAGRAM_BYTES);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /** DTLS is told by its first byte (RFC 7983). */
  private void passOn(DtlsHandshake handshake) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        byte[] datagram = receive();
        if (datagram.length > 0 && datagram[0] >= 20 && datagram[0] <= 63) {
          handshake.receive(datagram);
        }
      }
    } catch (IOException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    socket.close();
  }

  private final class Listener implements DtlsListener {
    private final InetSocketAddress server;
    private final CompletableFuture<Void> done;

    Listener(InetSocketAddress server, CompletableFuture<Void> done) {
      this.server = server;
      this.done = done;
    }

    @Override
    public void send(byte[] datagram) {
      try {
        socket.send(new DatagramPacket(datagram, datagram.length, server));
      } catch (IOException e) {
        done.completeExceptionally(e);
      }
    }

    @Override
    public void completed(SrtpKeys keys) {
      done.complete(null);
    }

    @Override
    public void failed(String reason) {
      done.completeExceptionally(new IOException(reason));
    }

    @Override
    public void closed() {}
  }
}
