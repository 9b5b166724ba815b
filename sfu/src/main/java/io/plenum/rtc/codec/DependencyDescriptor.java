package io.plenum.rtc.codec;

import java.lang.foreign.MemorySegment;

/**
 * The dependency descriptor of one packet: which frame it belongs to, which decode targets need
 * that frame, and which frames it needs (AV1 RTP specification, appendix A.8). Independent of the
 * codec. Confined to the loop of the stream.
 *
 * <pre>
 *  |S|E|template_id:6| frame_number:16 |                    mandatory
 *  |structure|active|dtis|fdiffs|chains| flags of one bit   if there are more than three bytes
 *  structure …                                              {@link DependencyStructure}
 *  active_decode_targets_bitmask, a bit for each target
 *  custom dtis: 2 bits for each target
 *  custom fdiffs: (size:2, fdiff_minus_one:4 × size) … 0:2
 *  custom chain fdiffs: 8 bits for each chain
 * </pre>
 */
final class DependencyDescriptor {
  /** Length of the mandatory fields; a longer descriptor has flags. */
  static final int MANDATORY_BYTES = 3;

  private static final int SWITCH = 2;

  private final int[] chainDiffs = new int[DependencyStructure.MAX_CHAINS];
  private final int[] references = new int[DependencyStructure.MAX_REFERENCES];
  private DecodeTargets targets;
  private int head;
  private int frameNumber;
  private boolean hasStructure;
  private boolean hasActive;
  private int active;
  private int template;
  private int flags;
  private long activeAt;
  private long endAt;
  private int referenceCount;
  private long indications;

  /** Nothing read yet. */
  DependencyDescriptor() {}

  /** Reads the mandatory fields; false if they are cut off. */
  boolean readHead(MemorySegment memory, long at, int length, BitReader bits) {
    if (length < MANDATORY_BYTES) {
      return false;
    }
    bits.wrap(memory, at, length);
    head = (int) bits.read(8);
    frameNumber = (int) bits.read(16);
    flags = length > MANDATORY_BYTES ? (int) bits.read(5) : 0;
    hasStructure = (flags & 0x10) != 0;
    hasActive = (flags & 0x08) != 0;
    return true;
  }

  /**
   * Reads what follows the structure, or the head if there is none.
   *
   * @param structure that the descriptor refers to
   * @return false if it is cut off or names no template
   */
  boolean readFrame(DependencyStructure structure, BitReader bits) {
    activeAt = bits.position();
    active = hasActive ? (int) bits.read(structure.targets()) : structure.allTargets();
    template = structure.template(head & 0x3F);
    if (template < 0) {
      return false;
    }
    indications =
        (flags & 0x04) != 0
            ? DependencyStructure.readIndications(bits, structure.targets())
            : structure.indications(template);
    if (!readReferences(structure, bits)) {
      return false;
    }
    for (int i = 0; i < structure.chains(); i++) {
      chainDiffs[i] = (flags & 0x01) != 0 ? (int) bits.read(8) : structure.chainDiff(template, i);
    }
    endAt = bits.position();
    return !bits.exhausted();
  }

  private boolean readReferences(DependencyStructure structure, BitReader bits) {
    if ((flags & 0x02) == 0) {
      referenceCount = structure.references(template);
      for (int i = 0; i < referenceCount; i++) {
        references[i] = structure.reference(template, i);
      }
      return true;
    }
    referenceCount = 0;
    for (int size = (int) bits.read(2); size != 0; size = (int) bits.read(2)) {
      if (referenceCount == DependencyStructure.MAX_REFERENCES) {
        return false;
      }
      references[referenceCount++] = (int) bits.read(4 * size) + 1;
    }
    return true;
  }

  /** What the frame is measured against: the targets of its stream. */
  void relate(DecodeTargets to) {
    targets = to;
  }

  boolean startOfFrame() {
    return (head & 0x80) != 0;
  }

  boolean endOfFrame() {
    return (head & 0x40) != 0;
  }

  /** Number of the frame, 16 bits. */
  int frameNumber() {
    return frameNumber;
  }

  boolean hasStructure() {
    return hasStructure;
  }

  boolean hasActive() {
    return hasActive;
  }

  /** Whether it tells which targets there are, or which of them are active. */
  boolean announcesTargets() {
    return hasStructure || hasActive;
  }

  /** The targets that the publisher says are active; all if it does not say. */
  int active() {
    return active;
  }

  int template() {
    return template;
  }

  /** The five flags. */
  int flags() {
    return flags;
  }

  /** Where the bitmask of active targets is or would be, in bits. */
  long activeAt() {
    return activeAt;
  }

  /** Bits in use. */
  long endAt() {
    return endAt;
  }

  /** How many earlier frames it needs. */
  int references() {
    return referenceCount;
  }

  /** The number of needed frame {@code index} is this much smaller. */
  int reference(int index) {
    return references[index];
  }

  /** All who need the frame. */
  long members() {
    long members = 0;
    for (int i = 0; i < targets.structure().targets(); i++) {
      members |= DependencyStructure.indication(indications, i) == 0 ? 0 : targets.served(i);
    }
    return members;
  }

  /** All who may begin here, if the frame can be decoded. */
  long switches() {
    long switches = 0;
    for (int i = 0; i < targets.structure().targets(); i++) {
      boolean opens = DependencyStructure.indication(indications, i) == SWITCH;
      switches |= opens ? targets.served(i) : 0;
    }
    return switches;
  }

  /** The frame before this one, {@code number}, in the chain that protects who wants (s, t). */
  long predecessor(int s, int t, long number) {
    DependencyStructure structure = targets.structure();
    if (structure.chains() == 0) {
      return FrameInfo.UNKNOWN;
    }
    int diff = chainDiffs[structure.protector(targets.serving(s, t))];
    return diff == 0 ? FrameInfo.NOTHING : number - diff;
  }

  int lastSpatial(int s, int t) {
    return targets.structure().targetSpatial(targets.serving(s, t));
  }

  /** The published targets that are within the one that serves (s, t). */
  int activeTargets(int s, int t) {
    DependencyStructure structure = targets.structure();
    int serving = targets.serving(s, t);
    int within = 0;
    for (int i = 0; i < structure.targets(); i++) {
      if (structure.targetSpatial(i) <= structure.targetSpatial(serving)
          && structure.targetTemporal(i) <= structure.targetTemporal(serving)) {
        within |= 1 << i;
      }
    }
    return within & targets.active();
  }

  /** How many targets there are. */
  int targets() {
    return targets.structure().targets();
  }
}
