package io.plenum.sfu.speaker;

/**
 * How loud one audio track is, smoothed from the levels that its packets carry (RFC 6464).
 *
 * <p>Rises fast and falls slowly, so that pauses between words are not silence. Without packets
 * (muted, discontinuous transmission, gone) it falls likewise. Confined to the room's loop.
 */
public final class Loudness {
  /** Level of digital silence in dBov (RFC 6464, section 3: -127). */
  public static final double SILENCE_DB = -127;

  /** Louder is taken for sound meant to be heard; a quiet room's noise is near -65 dBov. */
  public static final double AUDIBLE_DB = -50;

  private static final double RISE_NS = 80e6;
  private static final double FALL_NS = 500e6;

  private double levelDb = SILENCE_DB;
  private long updatedNs;
  private boolean audibleBefore;
  private long audibleNs;

  /** A packet had {@code level} in -dBov: 0 is the loudest, 127 silence. */
  public void packet(int level, long nowNs) {
    approach(-level, nowNs);
    if (levelDb > AUDIBLE_DB) {
      audibleBefore = true;
      audibleNs = nowNs;
    }
  }

  /** The smoothed level in dBov, -127 to 0. */
  public double levelDb(long nowNs) {
    double gone = Math.max(0, nowNs - updatedNs);
    return SILENCE_DB + (levelDb - SILENCE_DB) * FALL_NS / (FALL_NS + gone);
  }

  /** Whether it was audible at some time in the last {@code withinNs}. */
  public boolean audible(long nowNs, long withinNs) {
    return audibleBefore && nowNs - audibleNs <= withinNs;
  }

  /** Forgets everything, as when the track is muted. */
  public void silence() {
    levelDb = SILENCE_DB;
    audibleBefore = false;
  }

  private void approach(double targetDb, long nowNs) {
    double elapsed = Math.clamp(nowNs - updatedNs, 1_000_000L, 1_000_000_000L);
    double constant = targetDb > levelDb ? RISE_NS : FALL_NS;
    levelDb += (targetDb - levelDb) * elapsed / (constant + elapsed);
    updatedNs = nowNs;
  }
}
