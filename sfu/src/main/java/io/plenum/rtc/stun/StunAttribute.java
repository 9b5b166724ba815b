package io.plenum.rtc.stun;

/** Attribute types (RFC 8489, section 18.3; RFC 8445, section 16.1) and sizes of the format. */
final class StunAttribute {
  static final int MAPPED_ADDRESS = 0x0001;
  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int UNKNOWN_ATTRIBUTES = 0x000A;
  static final int REALM = 0x0014;
  static final int NONCE = 0x0015;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;
  static final int ICE_CONTROLLING = 0x802A;

  /** From here on an attribute may be ignored by who does not know it (RFC 8489, section 14). */
  private static final int FIRST_OPTIONAL = 0x8000;

  /** Families of addresses (RFC 8489, section 14.1). */
  static final int FAMILY_IPV4 = 1;

  static final int FAMILY_IPV6 = 2;

  static final int HEADER_BYTES = 20;
  static final int ATTRIBUTE_HEADER_BYTES = 4;
  static final int TRANSACTION_ID_BYTES = 12;
  static final int INTEGRITY_BYTES = 20;
  static final int FINGERPRINT_BYTES = 4;
  static final int MAGIC_COOKIE = 0x2112A442;

  /** "STUN", so that another protocol's CRC does not fit (RFC 8489, section 14.7). */
  static final int FINGERPRINT_XOR = 0x5354554E;

  private StunAttribute() {}

  /** Whether a message with an attribute of this type must be refused: it is not known here. */
  static boolean mustBeUnderstood(int type) {
    return type < FIRST_OPTIONAL
        && switch (type) {
          case MAPPED_ADDRESS,
              USERNAME,
              MESSAGE_INTEGRITY,
              ERROR_CODE,
              UNKNOWN_ATTRIBUTES,
              REALM,
              NONCE,
              XOR_MAPPED_ADDRESS,
              PRIORITY,
              USE_CANDIDATE ->
              false;
          default -> true;
        };
  }

  /** A value's length with its padding (RFC 8489, section 14). */
  static int padded(int valueBytes) {
    return valueBytes + 3 & ~3;
  }
}
