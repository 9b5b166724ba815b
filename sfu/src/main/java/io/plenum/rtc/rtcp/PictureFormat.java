package io.plenum.rtc.rtcp;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests for keyframes: PLI (RFC 4585, section 6.3.1) and FIR (RFC 5104, section 4.3.1).
 *
 * <pre>
 *  PLI: | ssrc of sender | ssrc of media |
 *  FIR: | ssrc of sender | 0 | then × 1 or more: | ssrc | number:8 | 0:24 |
 * </pre>
 */
final class PictureFormat {
  private static final int FIR_REQUEST_BYTES = 8;

  private PictureFormat() {}

  static Pli readPli(RtcpInput from) {
    return from.has(8) ? new Pli(from.s32(), from.s32()) : null;
  }

  static Fir readFir(RtcpInput from) {
    if (!from.has(8)) {
      return null;
    }
    int sender = from.s32();
    from.s32(); // the media source is unused
    List<Fir.Request> requests = new ArrayList<>();
    while (from.has(FIR_REQUEST_BYTES)) {
      requests.add(new Fir.Request(from.s32(), from.u8()));
      from.u24(); // reserved
    }
    return new Fir(sender, requests);
  }

  static void write(Pli pli, RtcpOutput to) {
    to.begin(RtcpType.PAYLOAD_FEEDBACK, RtcpType.PLI);
    to.u32(pli.senderSsrc());
    to.u32(pli.mediaSsrc());
  }

  static void write(Fir fir, RtcpOutput to) {
    to.begin(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FIR);
    to.u32(fir.senderSsrc());
    to.u32(0);
    for (Fir.Request request : fir.requests()) {
      to.u32(request.ssrc());
      to.u8(request.sequenceNumber());
      to.u24(0);
    }
  }
}
