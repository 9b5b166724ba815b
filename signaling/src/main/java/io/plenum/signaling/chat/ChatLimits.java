package io.plenum.signaling.chat;

/**
 * How fast somebody may write, whether in the live session or in the space: posting, editing and
 * deleting together.
 *
 * @param burst at once
 * @param perSecond for long
 */
public record ChatLimits(int burst, double perSecond) {
  /** Nobody types faster; a script that tells of builds gets by. */
  public static final ChatLimits STANDARD = new ChatLimits(30, 2);
}
