package io.plenum.rtc.codec;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.seq.Wrapping;
import java.util.Arrays;

/**
 * Reads the dependency descriptors of one stream. Remembers the structures that came with the last
 * {@link #STRUCTURES} keyframes, as packets from before a keyframe may come after it; what is older
 * cannot be read any more. Confined to the loop of the stream.
 */
final class DescriptorReader {
  /** Keyframes are 300 ms apart at least, so packets up to a second late are read. */
  static final int STRUCTURES = 4;

  private final int extensionId;
  private final BitReader bits = new BitReader();
  private final Unwrapper numbers = new Unwrapper(Unwrapper.LATE_FRAMES);
  private final DecodeTargets[] latest = new DecodeTargets[STRUCTURES];
  private DecodeTargets spare = new DecodeTargets();
  private long newest;
  private long keyPicture = FrameInfo.NONE;

  /** A reader of the extension with this local id; 0 if it was not negotiated. */
  DescriptorReader(int extensionId) {
    this.extensionId = extensionId;
    Arrays.setAll(latest, _ -> new DecodeTargets());
  }

  /** Whether {@code packet} has a descriptor. */
  boolean describes(RtpView packet) {
    return extensionId > 0 && packet.extensionLength(extensionId) >= 0;
  }

  /**
   * Reads the descriptor of {@code packet} into {@code into}, which has begun.
   *
   * <p>If it cannot be read, or no structure is known for it, {@code into} says so.
   */
  void read(RtpView packet, FrameInfo into) {
    DependencyDescriptor descriptor = into.descriptor();
    int length = packet.extensionLength(extensionId);
    if (!descriptor.readHead(packet.memory(), packet.extension(extensionId), length, bits)
        || (descriptor.hasStructure() && !spare.structure().read(bits))) {
      into.unknown();
      return;
    }
    long number = numbers.extend(descriptor.frameNumber(), Wrapping.BITS_16);
    DecodeTargets targets = targets(descriptor, number);
    if (targets == null || !descriptor.readFrame(targets.structure(), bits)) {
      refuse(number, into);
      return;
    }
    if (targets == spare) {
      adopt(number);
      targets.activate(descriptor.active());
    } else if (descriptor.announcesTargets() && number >= newest) {
      targets.activate(descriptor.active());
    }
    newest = Math.max(newest, number);
    tell(descriptor, targets, number, into);
  }

  /** The structure in {@link #spare} is the latest from frame {@code number} on. */
  private void adopt(long number) {
    DecodeTargets oldest = latest[STRUCTURES - 1];
    System.arraycopy(latest, 0, latest, 1, STRUCTURES - 1);
    latest[0] = spare;
    latest[0].begin(number);
    spare = oldest;
  }

  /** What the frame is one of; null if that is not known, or not any more. */
  private DecodeTargets targets(DependencyDescriptor descriptor, long number) {
    if (descriptor.hasStructure() && number > latest[0].since()) {
      return spare;
    }
    for (DecodeTargets targets : latest) {
      if (targets.since() >= 0 && number >= targets.since()) {
        return targets;
      }
    }
    return null;
  }

  /** A new structure names other templates, so its frames cannot be read by the former one. */
  private void refuse(long number, FrameInfo into) {
    if (number > newest || latest[0].since() < 0) {
      into.early();
    } else {
      into.unknown();
    }
  }

  private void tell(
      DependencyDescriptor descriptor, DecodeTargets targets, long number, FrameInfo into) {
    DependencyStructure structure = targets.structure();
    descriptor.relate(targets);
    into.described();
    into.number(number);
    into.ids(number, false, FrameInfo.NONE);
    into.edges(descriptor.startOfFrame(), descriptor.endOfFrame());
    int temporal = structure.temporal(descriptor.template());
    into.layer(structure.spatial(descriptor.template()), temporal, targets.topSpatial());
    into.targets(descriptor.members(), descriptor.switches() & LayerMask.reachable(temporal));
    if (descriptor.hasStructure() && descriptor.references() == 0) {
      keyPicture = Math.max(keyPicture, into.picture());
    }
  }

  /** Whether {@code picture} begins a coded video sequence: nothing before it is needed. */
  boolean keyframe(long picture) {
    return picture == keyPicture;
  }

  /** Sizes of the pictures, as the structure tells them. */
  PictureSizes sizes() {
    return latest[0].structure().sizes();
  }
}
