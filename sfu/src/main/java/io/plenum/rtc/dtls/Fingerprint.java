package io.plenum.rtc.dtls;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The hash of a certificate as SDP announces it (RFC 8122, section 5).
 *
 * @param hash name of the hash function in lower case, for example {@code sha-256}
 * @param value the hash; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Fingerprint(String hash, byte[] value) {

  /** The longest hash we read: SHA-512. */
  private static final int MAX_VALUE_BYTES = 64;

  private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

  /** Reads {@code sha-256 AB:CD:…}; null if malformed. */
  public static Fingerprint parse(String text) {
    int space = text.indexOf(' ');
    if (space < 1) {
      return null;
    }
    String hex = text.substring(space + 1).strip();
    if (hex.length() > MAX_VALUE_BYTES * 3 || !hex.matches("\\p{XDigit}{2}(:\\p{XDigit}{2})*")) {
      return null;
    }
    return new Fingerprint(text.substring(0, space).toLowerCase(Locale.ROOT), COLONS.parseHex(hex));
  }

  /** The form of the SDP attribute's value. */
  @Override
  public String toString() {
    return hash + ' ' + COLONS.formatHex(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that
        && hash.equals(that.hash)
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return hash.hashCode() * 31 + Arrays.hashCode(value);
  }
}
