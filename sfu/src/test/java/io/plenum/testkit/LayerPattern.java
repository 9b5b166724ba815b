package io.plenum.testkit;

import io.plenum.rtc.codec.VideoCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Which frames an encoder with layers makes, and which each needs. Temporal layers repeat every
 * four pictures: 0 2 1 2. Every third round opens the higher layers: in it they need nothing before
 * the round; in others they go on with their own last frames.
 *
 * @param codec how it is written down
 * @param spatials spatial layers, 1 to 3
 * @param temporals temporal layers, 1 to 3
 * @param onlyKeyframesAcross spatial layers need each other in keyframes only (L3T3_KEY)
 * @param flexible VP9's flexible mode
 */
public record LayerPattern(
    VideoCodec codec, int spatials, int temporals, boolean onlyKeyframesAcross, boolean flexible) {
  /** Pictures of a round. */
  static final int ROUND = 4;

  private static final int OPENING_ROUNDS = 3;

  /** The temporal layer of the picture {@code index} pictures after a keyframe. */
  int temporal(int index) {
    return switch (temporals) {
      case 1 -> 0;
      case 2 -> index % 2;
      default -> index % ROUND == 0 ? 0 : index % 2 == 1 ? 2 : 1;
    };
  }

  /** Whether this round opens the higher temporal layers. */
  boolean opens(int index) {
    return index / ROUND % OPENING_ROUNDS == 0;
  }

  /** Pictures of the same layer that picture {@code index} needs, as steps back. */
  List<Integer> steps(int index) {
    List<Integer> steps = new ArrayList<>();
    if (index == 0) {
      return steps;
    }
    int place = index % ROUND;
    switch (temporal(index)) {
      case 0 -> steps.add(temporals == 1 ? 1 : temporals == 2 ? 2 : ROUND);
      case 1 -> {
        steps.add(temporals == 2 ? 1 : 2);
        if (!opens(index)) {
          steps.add(temporals == 2 ? 2 : ROUND);
        }
      }
      default -> {
        steps.add(1);
        if (place == 1 && !opens(index)) {
          steps.add(2);
        }
      }
    }
    return steps;
  }

  /** VP8's Y: the picture needs the base layer's last one only. */
  boolean synchronising(int index) {
    int place = index % ROUND;
    return temporal(index) > 0 && opens(index) && !(temporals == 3 && place == 3) && spatials == 1;
  }

  /** VP9's U: later pictures of higher layers need nothing of theirs from before this one. */
  boolean switchingUp(int index) {
    return switch (temporal(index)) {
      case 0 -> index % ROUND == 0 && opens(index);
      case 1 -> true;
      default -> false;
    };
  }
}
