package io.plenum.sfu.loop;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;

/**
 * Says of the packets of one participant which are the beginning of a picture whose rest is close
 * behind.
 *
 * <p>A browser sends a picture's packets as a burst, some ten microseconds apart; one whose way is
 * narrow has them milliseconds apart, and there is nothing to wait for. So the distances are
 * watched, whether anything waits or not.
 *
 * <p>Pure. Confined to the loop.
 */
final class PictureBurst {
  /** What a share is counted in: 1. */
  private static final int WHOLE = 1_024;

  /** A share moves by 1 in so many parts with each packet. */
  private static final int MEMORY = 16;

  /** Bit {@code n}: payload type {@code n} is of pictures, and no retransmission. */
  private long lowTypes;

  private long highTypes;
  private boolean within;
  private long lastNs;
  private int closeShare;

  /** Of whoever negotiated {@code session}. */
  PictureBurst(NegotiatedSession session) {
    for (NegotiatedMedia media : session.media()) {
      if (media.kind() == MediaKind.VIDEO) {
        for (Codec codec : media.codecs()) {
          add(codec.payloadType());
        }
      }
    }
  }

  private void add(int payloadType) {
    if (payloadType < Long.SIZE) {
      lowTypes |= 1L << payloadType;
    } else {
      highTypes |= 1L << payloadType;
    }
  }

  /** Whether a payload type is of pictures. */
  boolean pictures(int payloadType) {
    long types = payloadType < Long.SIZE ? lowTypes : highTypes;
    return (types >>> payloadType & 1) != 0; // a shift counts modulo 64
  }

  /** Whether more of what {@code packet}, one of a picture, begins is to come within the wait. */
  boolean continues(RtpView packet, long nowNs) {
    if (within) {
      closeShare += ((nowNs - lastNs <= Gathering.HOLD_NS ? WHOLE : 0) - closeShare) / MEMORY;
    }
    lastNs = nowNs;
    within = !packet.marker();
    return within && closeShare > WHOLE / 2;
  }
}
