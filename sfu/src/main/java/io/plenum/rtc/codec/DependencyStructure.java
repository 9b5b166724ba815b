package io.plenum.rtc.codec;

import java.util.Arrays;

/**
 * The template dependency structure of a stream: which kinds of frames there are, which decode
 * targets need them, and which chains protect those (AV1 RTP specification, appendix A.8.2). Room
 * for the largest is taken once; it is read into again and again. Confined to the loop of the
 * stream.
 *
 * <pre>
 *  template_id_offset:6, dt_cnt_minus_one:5
 *  template_layers       next_layer_idc:2 …, until 3
 *  template_dtis         dti:2 for each template and target
 *  template_fdiffs       (1, fdiff_minus_one:4) … 0 for each template
 *  template_chains       chain_cnt:ns(targets + 1), protected_by:ns(chain_cnt) for each target,
 *                        chain_fdiff:4 for each template and chain
 *  resolutions_present:1, (width_minus_1:16, height_minus_1:16) for each spatial layer
 * </pre>
 */
final class DependencyStructure {
  /** The template id has six bits. */
  static final int MAX_TEMPLATES = 64;

  /** dt_cnt_minus_one has five bits; the bitmask of active ones has 32. */
  static final int MAX_TARGETS = 32;

  /** No more chains than targets make sense. */
  static final int MAX_CHAINS = MAX_TARGETS;

  /** A frame refers to at most seven others (AV1 bitstream, REFS_PER_FRAME); one to spare. */
  static final int MAX_REFERENCES = 8;

  private static final int NEXT_TEMPORAL = 1;
  private static final int NEXT_SPATIAL = 2;
  private static final int NO_MORE = 3;
  private static final int NOT_PRESENT = 0;

  private final byte[] spatial = new byte[MAX_TEMPLATES];
  private final byte[] temporal = new byte[MAX_TEMPLATES];
  private final long[] indications = new long[MAX_TEMPLATES];
  private final byte[] referenceCounts = new byte[MAX_TEMPLATES];
  private final byte[] references = new byte[MAX_TEMPLATES * MAX_REFERENCES];
  private final byte[] chainDiffs = new byte[MAX_TEMPLATES * MAX_CHAINS];
  private final byte[] protectors = new byte[MAX_TARGETS];
  private final byte[] targetSpatial = new byte[MAX_TARGETS];
  private final byte[] targetTemporal = new byte[MAX_TARGETS];
  private final PictureSizes sizes = new PictureSizes();
  private int idOffset;
  private int templates;
  private int targets;
  private int chains;

  /** A structure without templates. */
  DependencyStructure() {}

  /** Reads the structure at {@code bits}; false, with nonsense inside, if it breaks a rule. */
  boolean read(BitReader bits) {
    idOffset = (int) bits.read(6);
    targets = (int) bits.read(5) + 1;
    if (!readLayers(bits)) {
      return false;
    }
    for (int i = 0; i < templates; i++) {
      indications[i] = readIndications(bits, targets);
    }
    if (!readReferences(bits) || !readChains(bits)) {
      return false;
    }
    layTargets();
    readSizes(bits);
    return !bits.exhausted();
  }

  private boolean readLayers(BitReader bits) {
    int s = 0;
    int t = 0;
    templates = 0;
    int next;
    do {
      if (templates == MAX_TEMPLATES || s == LayerMask.MAX_LAYERS || t == LayerMask.MAX_LAYERS) {
        return false;
      }
      spatial[templates] = (byte) s;
      temporal[templates] = (byte) t;
      templates++;
      next = (int) bits.read(2);
      t = next == NEXT_TEMPORAL ? t + 1 : next == NEXT_SPATIAL ? 0 : t;
      s = next == NEXT_SPATIAL ? s + 1 : s;
    } while (next != NO_MORE);
    return true;
  }

  /** Two bits for each target, that of target 0 lowest. */
  static long readIndications(BitReader bits, int targets) {
    long all = 0;
    for (int i = 0; i < targets; i++) {
      all |= bits.read(2) << (2 * i);
    }
    return all;
  }

  private boolean readReferences(BitReader bits) {
    for (int i = 0; i < templates; i++) {
      int count = 0;
      while (bits.flag()) {
        if (count == MAX_REFERENCES) {
          return false;
        }
        references[i * MAX_REFERENCES + count++] = (byte) (bits.read(4) + 1);
      }
      referenceCounts[i] = (byte) count;
    }
    return true;
  }

  private boolean readChains(BitReader bits) {
    chains = bits.nonSymmetric(targets + 1);
    if (chains > targets) {
      return false;
    }
    for (int i = 0; chains > 0 && i < targets; i++) {
      int chain = bits.nonSymmetric(chains);
      if (chain >= chains) {
        return false;
      }
      protectors[i] = (byte) chain;
    }
    for (int i = 0; i < templates; i++) {
      for (int chain = 0; chain < chains; chain++) {
        chainDiffs[i * MAX_CHAINS + chain] = (byte) bits.read(4);
      }
    }
    return true;
  }

  /** A target's layers are the highest of the templates it needs (decode_target_layers). */
  private void layTargets() {
    Arrays.fill(targetSpatial, (byte) 0);
    Arrays.fill(targetTemporal, (byte) 0);
    for (int target = 0; target < targets; target++) {
      for (int i = 0; i < templates; i++) {
        if (indication(indications[i], target) != NOT_PRESENT) {
          targetSpatial[target] = (byte) Math.max(targetSpatial[target], spatial[i]);
          targetTemporal[target] = (byte) Math.max(targetTemporal[target], temporal[i]);
        }
      }
    }
  }

  private void readSizes(BitReader bits) {
    sizes.clear();
    if (bits.flag()) {
      for (int s = 0; s <= spatial[templates - 1]; s++) {
        int width = (int) bits.read(16) + 1;
        sizes.add(width, (int) bits.read(16) + 1);
      }
    }
  }

  /** The indication for {@code target} out of those of {@link #readIndications}. */
  static int indication(long indications, int target) {
    return (int) (indications >> (2 * target)) & 0x03;
  }

  /** The template that {@code id} names, or -1. */
  int template(int id) {
    int index = (id + MAX_TEMPLATES - idOffset) % MAX_TEMPLATES;
    return index < templates ? index : -1;
  }

  int spatial(int template) {
    return spatial[template];
  }

  int temporal(int template) {
    return temporal[template];
  }

  long indications(int template) {
    return indications[template];
  }

  int references(int template) {
    return referenceCounts[template];
  }

  int reference(int template, int index) {
    return references[template * MAX_REFERENCES + index];
  }

  int chainDiff(int template, int chain) {
    return chainDiffs[template * MAX_CHAINS + chain];
  }

  int targets() {
    return targets;
  }

  int chains() {
    return chains;
  }

  /** The chain that protects {@code target}; good if there are chains. */
  int protector(int target) {
    return protectors[target];
  }

  int targetSpatial(int target) {
    return targetSpatial[target];
  }

  int targetTemporal(int target) {
    return targetTemporal[target];
  }

  PictureSizes sizes() {
    return sizes;
  }

  /** A bit for each target. */
  int allTargets() {
    return -1 >>> (MAX_TARGETS - targets);
  }
}
