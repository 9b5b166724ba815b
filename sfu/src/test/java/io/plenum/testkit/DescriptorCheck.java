package io.plenum.testkit;

import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.codec.Vp8View;
import io.plenum.rtc.codec.Vp9View;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the numbers inside the payload descriptors that a receiver got: VP8's picture ids count
 * its frames, VP9's references name pictures that it has, AV1's frame numbers go up.
 */
final class DescriptorCheck {
  private final VideoCodec codec;
  private final List<String> faults;
  private final Vp8View vp8 = new Vp8View();
  private final Vp9View vp9 = new Vp9View();
  private final Map<Integer, Integer> frameOfId = new HashMap<>();
  private int lastFrame = -1;
  private int lastId = -1;
  private int lastTl0 = -1;
  private int lastSource;

  DescriptorCheck(VideoCodec codec, List<String> faults) {
    this.codec = codec;
    this.faults = faults;
  }

  void look(RtpView packet, LayerTruth truth, boolean gapsAllowed) {
    switch (codec) {
      case VP8 -> {
        vp8.wrap(packet.memory(), packet.payloadOffset(), packet.payloadLength());
        boolean next = truth.frame() != lastFrame;
        boolean cutOff = truth.source() != lastSource;
        lastSource = truth.source();
        int expected = next && lastId >= 0 ? (lastId + 1) & 0x7FFF : lastId;
        if (lastId >= 0 && vp8.pictureId() != expected && !(next && (gapsAllowed || cutOff))) {
          faults.add("picture id " + vp8.pictureId() + " after " + lastId + " at " + truth);
        }
        tl0(vp8.tl0PicIdx(), truth, next, cutOff);
        lastId = vp8.pictureId();
      }
      case VP9 -> {
        vp9.wrap(packet.memory(), packet.payloadOffset(), packet.payloadLength());
        vp9(truth);
      }
      case AV1 -> {
        int number = Wire.u16(packet.memory(), packet.extension(ScriptedLayers.DESCRIPTOR_ID) + 1);
        if (lastId >= 0
            && (truth.frame() == lastFrame
                ? number != lastId
                : !Wrapping.BITS_16.newer(number, lastId))) {
          faults.add("frame number " + number + " after " + lastId + " at " + truth);
        }
        lastId = number;
      }
      case H264 -> {}
    }
    lastFrame = truth.frame();
  }

  private void tl0(int tl0PicIdx, LayerTruth truth, boolean next, boolean cutOff) {
    boolean steps = next && truth.temporal() == 0 && lastTl0 >= 0;
    boolean goesOn = cutOff && Wrapping.BITS_8.newer(tl0PicIdx, lastTl0);
    if (lastTl0 >= 0 && !goesOn && tl0PicIdx != (steps ? (lastTl0 + 1) & 0xFF : lastTl0)) {
      faults.add("TL0PICIDX " + tl0PicIdx + " after " + lastTl0 + " at " + truth);
    }
    lastTl0 = tl0PicIdx;
  }

  private void vp9(LayerTruth truth) {
    int id = vp9.pictureId();
    if (lastId >= 0 && id != lastId && !Wrapping.BITS_15.newer(id, lastId)) {
      faults.add("picture id " + id + " after " + lastId + " at " + truth);
    }
    frameOfId.put(id * 8 + truth.spatial(), truth.frame());
    for (int i = 0; i < vp9.references(); i++) {
      int named = (id - vp9.reference(i)) & 0x7FFF;
      Integer frame = frameOfId.get(named * 8 + truth.spatial());
      if (frame == null || !truth.needs().contains(frame)) {
        faults.add(truth + " names picture id " + named + ", which is frame " + frame);
      }
    }
    lastId = id;
  }
}
