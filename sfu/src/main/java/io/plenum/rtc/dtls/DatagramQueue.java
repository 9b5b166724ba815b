package io.plenum.rtc.dtls;

import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.bouncycastle.tls.DatagramTransport;

/**
 * The datagrams between the peer's loop and the handshake's thread. {@link #offer} and {@link
 * #close} may be called by any thread, the rest by the handshake's only.
 */
final class DatagramQueue implements DatagramTransport {
  /** Datagrams waiting; one more is lost, as on a network. A flight has fewer than ten. */
  static final int CAPACITY = 64;

  /** What we read: Firefox sends hellos of 1,408 bytes, and no Ethernet frame carries more. */
  static final int RECEIVE_LIMIT_BYTES = 1500;

  private static final byte[] END = {};

  private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final boolean clearAlerts;
  private final Consumer<byte[]> out;
  private final ToIntFunction<byte[]> admission;
  private volatile boolean closed;

  /**
   * A queue whose owner sends through {@code out}.
   *
   * @param clearAlerts whether alerts without protection are let in
   * @param admission says how many bytes of a datagram the DTLS stack may have; it is asked on the
   *     handshake's thread, just before
   */
  DatagramQueue(boolean clearAlerts, Consumer<byte[]> out, ToIntFunction<byte[]> admission) {
    this.clearAlerts = clearAlerts;
    this.out = out;
    this.admission = admission;
  }

  /** Queues a datagram that is not to be changed afterwards, unless it makes no sense. */
  void offer(byte[] datagram) {
    if (datagram.length <= RECEIVE_LIMIT_BYTES
        && DtlsRecords.plausible(datagram)
        && (clearAlerts || !DtlsRecords.clearAlert(datagram))) {
      queue.offer(datagram);
    }
  }

  @Override
  public int getReceiveLimit() {
    return RECEIVE_LIMIT_BYTES;
  }

  @Override
  public int getSendLimit() {
    return DtlsHandshake.MTU_BYTES;
  }

  /**
   * Waits for a datagram.
   *
   * @param waitMillis at most so long; 0 means for ever
   * @return its length, or -1 if none came; BouncyCastle waits on after less than a record
   * @throws InterruptedIOException once closed; BouncyCastle passes this on without an alert
   */
  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis)
      throws InterruptedIOException {
    byte[] datagram = closed ? END : next(waitMillis);
    if (datagram == null) {
      return -1;
    }
    if (closed) {
      throw new InterruptedIOException("closed");
    }
    int copied = Math.min(length, admission.applyAsInt(datagram));
    System.arraycopy(datagram, 0, buffer, offset, copied);
    return copied;
  }

  private byte[] next(int waitMillis) throws InterruptedIOException {
    try {
      return waitMillis == 0 ? queue.take() : queue.poll(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    out.accept(Arrays.copyOfRange(buffer, offset, offset + length));
  }

  /** Ends the session: who waits, now or later, is told. */
  @Override
  public void close() {
    closed = true;
    queue.clear();
    queue.offer(END);
  }
}
