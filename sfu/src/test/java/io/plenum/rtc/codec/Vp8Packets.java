package io.plenum.rtc.codec;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;

/** VP8 payloads for tests. */
final class Vp8Packets {
  private Vp8Packets() {}

  /** A first packet of a frame with a picture id of this width and a TL0PICIDX. */
  static Vp8View packet(int pictureId, int bits, int tl0PicIdx) {
    String id = bits == 7 ? "%02X".formatted(pictureId) : "%04X".formatted(pictureId | 0x8000);
    return view("90 E0 " + id + "%02X".formatted(tl0PicIdx) + "20 01");
  }

  /** A view of a payload that is well formed. */
  static Vp8View view(String hex) {
    Vp8View view = new Vp8View();
    if (!wrap(view, Bytes.hex(hex))) {
      throw new AssertionError("malformed: " + hex);
    }
    return view;
  }

  static boolean wrap(Vp8View view, byte[] payload) {
    Span span = Bytes.unaligned(payload);
    return view.wrap(span.memory(), span.offset(), span.length());
  }
}
