package io.plenum.rtc.dtls;

import io.plenum.rtc.srtp.SrtpProfile;
import java.io.IOException;
import java.util.List;
import java.util.function.ToIntFunction;
import org.bouncycastle.tls.DTLSTransport;

/**
 * One DTLS session (RFC 6347, RFC 5764), from the first hello to close_notify, on a virtual thread
 * of its own. {@link #receive} and {@link #close} may be called by any thread.
 *
 * <p>No cookie exchange guards the first hello: feed it only datagrams from addresses that passed
 * an ICE check, which proves the same (RFC 8445 section 7.3). The passive side does not believe
 * alerts in the clear: one forged datagram would end the handshake. A client that truly gives up
 * says so by falling silent. It lives until one side closes it; who notices that the peer has
 * vanished (RFC 7675) calls {@link #close}.
 */
public final class DtlsHandshake {
  /** The longest datagram we send: fits every path a browser's own first packet fits. */
  public static final int MTU_BYTES = 1200;

  private final DtlsRole role;
  private final DtlsListener listener;
  private final DatagramQueue datagrams;
  private final Thread thread;

  private DtlsHandshake(DtlsRole role, ToIntFunction<byte[]> admission, DtlsListener listener) {
    this.role = role;
    this.listener = listener;
    this.datagrams = new DatagramQueue(role instanceof DtlsClientRole, listener::send, admission);
    this.thread = Thread.ofVirtual().name("dtls").unstarted(this::run);
  }

  /**
   * Waits for the peer's hello ({@code a=setup:passive}).
   *
   * @param expected fingerprints of the peer's certificate; SHA-1 is not looked at
   * @param preference SRTP profiles, the best first
   */
  public static DtlsHandshake accept(
      DtlsCertificate certificate,
      List<Fingerprint> expected,
      List<SrtpProfile> preference,
      DtlsListener listener) {
    return accept(
        new DtlsParameters(certificate, expected, preference, DtlsTiming.STANDARD), listener);
  }

  /** Sends the first hello ({@code a=setup:active}); parameters as in {@link #accept}. */
  public static DtlsHandshake connect(
      DtlsCertificate certificate,
      List<Fingerprint> expected,
      List<SrtpProfile> preference,
      DtlsListener listener) {
    return connect(
        new DtlsParameters(certificate, expected, preference, DtlsTiming.STANDARD), listener);
  }

  static DtlsHandshake accept(DtlsParameters parameters, DtlsListener listener) {
    CipherChangeGate gate = new CipherChangeGate();
    return new DtlsHandshake(new DtlsServerRole(parameters), gate::admitted, listener).start();
  }

  static DtlsHandshake connect(DtlsParameters parameters, DtlsListener listener) {
    return new DtlsHandshake(new DtlsClientRole(parameters), datagram -> datagram.length, listener)
        .start();
  }

  /**
   * A datagram from the peer; not to be changed afterwards. What cannot be DTLS, or finds {@link
   * DatagramQueue#CAPACITY} others waiting, is dropped.
   */
  public void receive(byte[] datagram) {
    datagrams.offer(datagram);
  }

  /**
   * Says close_notify and ends; a running handshake fails. Returns at once; calling again is fine.
   */
  public void close() {
    datagrams.close();
  }

  /** The thread, so that tests see it end. */
  Thread thread() {
    return thread;
  }

  private DtlsHandshake start() {
    thread.start();
    return this;
  }

  private void run() {
    DTLSTransport session;
    try {
      session = role.shakeHands(datagrams);
    } catch (IOException | RuntimeException e) { // runtime: a peer's bytes must not end us silently
      listener.failed(String.valueOf(e.getMessage()));
      return;
    }
    listener.completed(role.keys());
    untilClosed(session);
    listener.closed();
  }

  /** Answers repeated flights and waits for close_notify; no data is expected (RFC 5764). */
  private static void untilClosed(DTLSTransport session) {
    byte[] ignored = new byte[DatagramQueue.RECEIVE_LIMIT_BYTES];
    try {
      while (true) {
        session.receive(ignored, 0, ignored.length, 0);
      }
    } catch (IOException | RuntimeException closed) {
      closeQuietly(session);
    }
  }

  private static void closeQuietly(DTLSTransport session) {
    try {
      session.close(); // sends close_notify unless a fatal alert went before
    } catch (IOException | RuntimeException alreadyClosed) {
      return;
    }
  }
}
