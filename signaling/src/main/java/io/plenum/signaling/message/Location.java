package io.plenum.signaling.message;

/**
 * A place on Earth that somebody posted (REQUIREMENTS C-4), WGS 84.
 *
 * @param latitudeMicro millionths of a degree (11 cm), −90,000,000 to 90,000,000
 * @param longitudeMicro likewise, −180,000,000 to 180,000,000
 * @param label what stands there; may be empty
 */
public record Location(int latitudeMicro, int longitudeMicro, String label) {
  /** The longest label in characters. */
  public static final int LABEL_LIMIT = 200;

  private static final int MICRO = 1_000_000;

  /**
   * Makes a place of degrees.
   *
   * @throws IllegalArgumentException when there is no such place, or the label is too long
   */
  public static Location ofDegrees(double latitude, double longitude, String label) {
    boolean onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
    if (!onEarth || label.length() > LABEL_LIMIT) {
      throw new IllegalArgumentException("latitude, longitude or label is out of its range");
    }
    return new Location(
        Math.toIntExact(Math.round(latitude * MICRO)),
        Math.toIntExact(Math.round(longitude * MICRO)),
        Plain.line(label));
  }

  /** Degrees, to be shown. */
  public double latitude() {
    return (double) latitudeMicro / MICRO;
  }

  /** Degrees, to be shown. */
  public double longitude() {
    return (double) longitudeMicro / MICRO;
  }
}
