package io.plenum.rtc.stun;

/** Method and class as they stand together on the wire (RFC 8489, section 5 and 18.2). */
public final class StunMessageType {
  public static final int BINDING_REQUEST = 0x0001;
  public static final int BINDING_INDICATION = 0x0011;
  public static final int BINDING_SUCCESS = 0x0101;
  public static final int BINDING_ERROR = 0x0111;

  private StunMessageType() {}
}
