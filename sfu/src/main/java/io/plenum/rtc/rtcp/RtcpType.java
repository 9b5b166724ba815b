package io.plenum.rtc.rtcp;

/** Packet types and feedback formats of the common header. Constants only. */
final class RtcpType {
  /** RFC 3550, section 12.1. */
  static final int SENDER_REPORT = 200;

  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int BYE = 203;

  /** Transport layer feedback (RFC 4585, section 6.1). */
  static final int TRANSPORT_FEEDBACK = 205;

  /** Payload-specific feedback (RFC 4585, section 6.1). */
  static final int PAYLOAD_FEEDBACK = 206;

  /** Format of a generic NACK (RFC 4585, section 6.2.1). */
  static final int NACK = 1;

  /** Format of transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
  static final int TRANSPORT_WIDE = 15;

  /** Format of a picture loss indication (RFC 4585, section 6.3.1). */
  static final int PLI = 1;

  /** Format of a full intra request (RFC 5104, section 4.3.1). */
  static final int FIR = 4;

  /** Format of application layer feedback, which REMB is (RFC 4585, section 6.4). */
  static final int APPLICATION = 15;

  private RtcpType() {}
}
