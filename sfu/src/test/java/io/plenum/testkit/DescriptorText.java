package io.plenum.testkit;

/**
 * Writes dependency descriptors for a {@link LayerPattern} (AV1 RTP specification, appendix A.8):
 * nine decode targets for three by three layers, a chain for each spatial layer.
 */
final class DescriptorText {
  private static final int NOT_PRESENT = 0;
  private static final int DISCARDABLE = 1;
  private static final int SWITCH = 2;
  private static final int REQUIRED = 3;

  private final LayerPattern pattern;
  private final int[] lastInChain;
  private int idOffset;

  DescriptorText(LayerPattern pattern) {
    this.pattern = pattern;
    this.lastInChain = new int[pattern.spatials()];
  }

  /** The descriptor of one packet; each frame's packets come in order. */
  byte[] write(LayerTruth truth, int sinceKeyframe) {
    boolean first = truth.index() == 0;
    boolean last = truth.index() == truth.count() - 1;
    boolean structure = first && sinceKeyframe == 0 && truth.spatial() == 0;
    if (structure) {
      idOffset = (idOffset + 11) % 64;
    }
    int template = truth.spatial() * pattern.temporals() + truth.temporal();
    BitText bits = new BitText();
    bits.put(first ? 1 : 0, 1).put(last ? 1 : 0, 1);
    bits.put((template + idOffset) % 64, 6).put(truth.frame(), 16);
    bits.put(structure ? 1 : 0, 1).put(0, 1).put(7, 3);
    if (structure) {
      structure(bits);
    }
    for (int s = 0; s < pattern.spatials(); s++) {
      for (int t = 0; t < pattern.temporals(); t++) {
        bits.put(indication(truth, sinceKeyframe, s, t), 2);
      }
    }
    for (int needed : truth.needs()) {
      int diff = truth.frame() - needed - 1;
      int size = diff < 16 ? 1 : diff < 256 ? 2 : 3;
      bits.put(size, 2).put(diff, 4 * size);
    }
    bits.put(0, 2);
    chains(bits, truth, sinceKeyframe, last);
    return bits.bytes();
  }

  private void structure(BitText bits) {
    int targets = pattern.spatials() * pattern.temporals();
    bits.put(idOffset, 6).put(targets - 1, 5);
    for (int s = 0; s < pattern.spatials(); s++) {
      for (int t = 0; t < pattern.temporals(); t++) {
        boolean lastTemporal = t == pattern.temporals() - 1;
        boolean lastOfAll = lastTemporal && s == pattern.spatials() - 1;
        bits.put(lastOfAll ? 3 : lastTemporal ? 2 : 1, 2);
      }
    }
    for (int template = 0; template < targets; template++) {
      for (int target = 0; target < targets; target++) {
        // Frames always bring their own; these tell the layers of the targets.
        boolean within =
            template / pattern.temporals() <= target / pattern.temporals()
                && template % pattern.temporals() <= target % pattern.temporals();
        bits.put(within ? REQUIRED : NOT_PRESENT, 2);
      }
    }
    for (int template = 0; template < targets; template++) {
      bits.put(1, 1).put(0, 4).put(0, 1);
    }
    bits.nonSymmetric(pattern.spatials(), targets + 1);
    for (int target = 0; target < targets; target++) {
      bits.nonSymmetric(target / pattern.temporals(), pattern.spatials());
    }
    for (int i = 0; i < targets * pattern.spatials(); i++) {
      bits.put(1, 4);
    }
    bits.put(1, 1);
    for (int s = 0; s < pattern.spatials(); s++) {
      int width = ScriptedLayers.WIDTHS.get(s);
      bits.put(width - 1, 16).put(width * 3 / 4 - 1, 16);
    }
  }

  private int indication(LayerTruth truth, int sinceKeyframe, int s, int t) {
    boolean keyframe = sinceKeyframe == 0;
    boolean across = keyframe || !pattern.onlyKeyframesAcross();
    if (t < truth.temporal() || s < truth.spatial() || (s > truth.spatial() && !across)) {
      return NOT_PRESENT;
    }
    if (keyframe) {
      return SWITCH;
    }
    if (s > truth.spatial()) {
      return REQUIRED;
    }
    if (t > truth.temporal()) {
      return pattern.switchingUp(sinceKeyframe) ? SWITCH : REQUIRED;
    }
    return t == 0 ? SWITCH : t == 2 ? DISCARDABLE : REQUIRED;
  }

  private void chains(BitText bits, LayerTruth truth, int sinceKeyframe, boolean last) {
    for (int chain = 0; chain < pattern.spatials(); chain++) {
      boolean begins = sinceKeyframe == 0 && truth.spatial() == 0;
      bits.put(begins ? 0 : Math.min(255, truth.frame() - lastInChain[chain]), 8);
    }
    for (int chain = truth.spatial(); last && chain < pattern.spatials(); chain++) {
      boolean across = sinceKeyframe == 0 || !pattern.onlyKeyframesAcross();
      if (truth.temporal() == 0 && (chain == truth.spatial() || across)) {
        lastInChain[chain] = truth.frame();
      }
    }
  }
}
