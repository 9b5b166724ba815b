package io.plenum.rtc.srtp;

/** Ciphers of the JDK: what they hold is the garbage collector's business. */
final class JdkCipherSet implements CipherSet {
  private final PacketCipher.Scratch scratch = new PacketCipher.Scratch();

  @Override
  public PacketCipher cipher(SrtpProfile profile, SessionKeys keys) {
    return profile.aead() ? new GcmCipher(keys, scratch) : new CounterModeCipher(keys, scratch);
  }

  @Override
  public void close() {}
}
