package io.plenum.rtc.srtp;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where {@link SrtpSender} and {@link SrtpReceiver} get their ciphers from: one provider, chosen
 * once ({@link SrtpCipherCheck}) and never changed. Immutable but for a count; any thread.
 */
public final class SrtpCiphers {
  /** The JDK's, which every machine has. */
  public static final SrtpCiphers JDK = new SrtpCiphers(null);

  private final IpsecMb libraryOrNull;
  private final AtomicInteger held = new AtomicInteger();

  SrtpCiphers(IpsecMb libraryOrNull) {
    this.libraryOrNull = libraryOrNull;
  }

  /** Whose they are. */
  public CipherProvider provider() {
    return libraryOrNull == null ? CipherProvider.JDK : CipherProvider.IPSEC_MB;
  }

  /** The provider by name, version and variant, for the log. */
  public String description() {
    return libraryOrNull == null ? "the JDK's" : libraryOrNull.description();
  }

  /** Senders and receivers that hold memory outside the heap, and have not been closed. */
  public int held() {
    return held.get();
  }

  /** Ciphers for one owner, on its thread. */
  CipherSet open() {
    return libraryOrNull == null ? new JdkCipherSet() : new IpsecMbCipherSet(libraryOrNull, held);
  }
}
