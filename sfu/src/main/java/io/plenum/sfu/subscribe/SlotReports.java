package io.plenum.sfu.subscribe;

import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.SenderReport;
import java.util.List;

/**
 * What a slot's sender reports say (RFC 3550, section 6.4.1), and whether one cannot wait. Confined
 * to the room's loop.
 */
final class SlotReports {
  private final int ssrc;
  private boolean due;
  private long packets;
  private long octets;

  /** Reports about the slot that sends with {@code ssrc}. */
  SlotReports(int ssrc) {
    this.ssrc = ssrc;
  }

  /** A packet with so many bytes of payload went out. */
  void sent(int payloadBytes) {
    packets++;
    octets += payloadBytes;
  }

  /** A packet with so many bytes of payload, taken for sent, was thrown away. */
  void discarded(int payloadBytes) {
    packets--;
    octets -= payloadBytes;
  }

  /** Another source began: the receiver needs its clock at once. */
  void want() {
    due = true;
  }

  /** Whether a report should not wait for the next regular time. */
  boolean due() {
    return due;
  }

  /** No report is to be made for now. */
  void skip() {
    due = false;
  }

  /** A report of {@code timestamp}, the slot's at {@code nowNs}. */
  SenderReport at(long nowNs, long timestamp) {
    due = false;
    return new SenderReport(
        ssrc,
        NtpTime.of(nowNs),
        timestamp,
        packets & 0xFFFF_FFFFL,
        octets & 0xFFFF_FFFFL,
        List.of());
  }
}
