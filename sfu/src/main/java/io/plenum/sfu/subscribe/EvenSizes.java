package io.plenum.sfu.subscribe;

import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.wire.Span;

/**
 * Makes packets of one picture equally long, by some bytes of RTP padding (RFC 3550, section 5.1),
 * so that they can leave as one message: browsers cut a frame into packets that differ by a byte.
 * Nothing has to wait for its neighbours to be measured, as lengths are rounded up.
 */
final class EvenSizes {
  /** Lengths are multiples of it; a byte's difference passes 15 times of 16. */
  static final int STEP_BYTES = 16;

  /** Shorter packets are left alone, so that padding is 2 % at most, and 0.7 % of a full one. */
  static final int MIN_BYTES = 750;

  private EvenSizes() {}

  /** Pads {@code packet}, a picture's without padding, before it is paced and counted. */
  static void pad(Span packet) {
    int over = packet.length() % STEP_BYTES;
    if (over != 0 && packet.length() >= MIN_BYTES) {
      RtpWriter.appendPadding(packet, STEP_BYTES - over);
    }
  }
}
