package io.plenum.sfu.layer;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.PacketRewrite;

/**
 * Says of each published packet whether and how one receiver's slot sends it, so that the slot is
 * one stream without holes, whatever source fills it and whatever of it is left out.
 *
 * <p>A packet is decided about in order of arrival. A packet left out in order leaves no trace. One
 * that comes late, when its number was already kept free for it, goes out empty: else the receiver
 * would ask for it for ever.
 *
 * <p>Pure. Confined to the room's loop.
 */
public final class LayerForwarder {
  private final SlotNumbers numbers;
  private final LayerSelector selector;
  private long lastLeftOut = SlotNumbers.NONE;
  private long leftOutFrame;
  private long leftOutPicture;
  private int leftOutSpatial;
  private long sequence;
  private long timestamp;
  private long rewrite;

  /** What happens to a packet. */
  public enum Verdict {
    /** It is sent, changed as {@link #rewrite} says. */
    FORWARD,
    /** An empty packet is sent in its place. */
    FILL,
    /** Nothing is sent. */
    DROP
  }

  private LayerForwarder(int firstSequence, LayerSelector selector) {
    this.numbers = new SlotNumbers(firstSequence);
    this.selector = selector;
  }

  /** The forwarder of a slot with pictures whose numbers begin at {@code firstSequence}. */
  public static LayerForwarder video(int firstSequence) {
    return new LayerForwarder(firstSequence, new LayerSelector());
  }

  /** The forwarder of a slot with sound, which has no layers. */
  public static LayerForwarder sound(int firstSequence) {
    return new LayerForwarder(firstSequence, null);
  }

  /**
   * Another source begins.
   *
   * @param frame the keyframe that its first packet opens; of no interest for sound
   * @param sourceSequence number of its first packet, unwrapped
   * @param sourceTimestamp its timestamp
   * @param slotTimestamp what that is on the slot's own clock
   * @param minStep timestamps advance by at least this much, should the clocks disagree
   */
  public void begin(
      FrameInfo frame, long sourceSequence, long sourceTimestamp, long slotTimestamp, int minStep) {
    numbers.switchTo(sourceSequence, sourceTimestamp, slotTimestamp, minStep);
    lastLeftOut = SlotNumbers.NONE;
    if (selector != null) {
      selector.begin(frame);
    }
  }

  /**
   * Decides about a packet of the present source.
   *
   * @param sourceSequence its unwrapped number
   * @param sourceTimestamp its timestamp
   * @param marker its marker, kept for sound
   */
  public Verdict packet(
      FrameInfo frame, long sourceSequence, long sourceTimestamp, boolean marker) {
    long number = numbers.accepts(sourceSequence) ? numbers.sequence(sourceSequence) : -1;
    if (number == SlotNumbers.NONE) {
      return Verdict.DROP;
    }
    boolean wanted = selector == null || (frame.known() && selector.forwards(frame));
    if (!wanted && sourceSequence > numbers.newestOfSource()) {
      leaveOut(frame, sourceSequence);
      return Verdict.DROP;
    }
    sequence = number;
    timestamp = numbers.timestamp(sourceTimestamp);
    rewrite = wanted ? rewrite(marker) : PacketRewrite.empty();
    numbers.sent(sourceSequence, number, timestamp);
    return wanted ? Verdict.FORWARD : Verdict.FILL;
  }

  /**
   * Decides about a packet of the source before the present one: it goes out only if it is late and
   * its number was kept free.
   *
   * @param formerSequence its unwrapped number
   * @param formerTimestamp its timestamp
   */
  public Verdict formerPacket(FrameInfo frame, long formerSequence, long formerTimestamp) {
    long number = numbers.formerSequence(formerSequence);
    if (number == SlotNumbers.NONE) {
      return Verdict.DROP;
    }
    boolean wanted = selector != null && frame.known() && selector.forwardsFormer(frame);
    sequence = number;
    timestamp = numbers.formerTimestamp(formerTimestamp);
    rewrite = wanted ? selector.rewrite() : PacketRewrite.empty();
    return wanted ? Verdict.FORWARD : Verdict.FILL;
  }

  private long rewrite(boolean marker) {
    return selector == null ? PacketRewrite.of(0, 0, marker) : selector.rewrite();
  }

  private void leaveOut(FrameInfo frame, long sourceSequence) {
    boolean joined = lastLeftOut == numbers.newestOfSource() && onlyLeftOutBetween(frame);
    numbers.leaveOut(joined ? lastLeftOut + 1 : sourceSequence, sourceSequence);
    lastLeftOut = frame.known() ? sourceSequence : SlotNumbers.NONE;
    leftOutFrame = frame.number();
    leftOutPicture = frame.picture();
    leftOutSpatial = frame.spatial();
  }

  /** Whether what is missing between the last packet and this one, both left out, is so too. */
  private boolean onlyLeftOutBetween(FrameInfo frame) {
    if (!frame.known() || frame.picture() != leftOutPicture) {
      return false;
    }
    return frame.number() == leftOutFrame
        || frame.temporal() > selector.temporal()
        || Math.min(leftOutSpatial, frame.spatial()) > selector.spatial();
  }

  /** The slot's unwrapped number of the packet just decided about. */
  public long sequence() {
    return sequence;
  }

  /** The slot's timestamp of the packet just decided about. */
  public long timestamp() {
    return timestamp;
  }

  /** How the packet just decided about is changed: a {@link PacketRewrite}. */
  public long rewrite() {
    return rewrite;
  }

  /** The numbers of the slot. */
  public SlotNumbers numbers() {
    return numbers;
  }

  /** Chooses the layers; null for sound. */
  public LayerSelector selector() {
    return selector;
  }
}
