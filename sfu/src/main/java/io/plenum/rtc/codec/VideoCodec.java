package io.plenum.rtc.codec;

/** The video codecs that are forwarded, by their names in {@code a=rtpmap}. */
public enum VideoCodec {
  /** RFC 7741. */
  VP8,
  /** RFC 9628. */
  VP9,
  /** RFC 6184. */
  H264,
  /** The AV1 RTP specification of the Alliance for Open Media. */
  AV1;

  /** The codec called {@code name}, in any case of letters; null if it is none of these. */
  public static VideoCodec of(String name) {
    for (VideoCodec codec : values()) {
      if (codec.name().equalsIgnoreCase(name)) {
        return codec;
      }
    }
    return null;
  }
}
