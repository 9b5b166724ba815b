package io.plenum.signaling.identity;

/** Where an account is at home (REQUIREMENTS G-1). Decided when it is made; never changed. */
public enum Region {
  /** Europe and the European Economic Area. */
  EUROPE("europe"),
  UNITED_STATES("united-states"),
  CANADA("canada"),
  AUSTRALIA("australia");

  private final String text;

  Region(String text) {
    this.text = text;
  }

  /** As it is stored, sent and configured. */
  public String text() {
    return text;
  }

  /**
   * The region with this text.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Region of(String text) {
    for (Region region : values()) {
      if (region.text.equals(text)) {
        return region;
      }
    }
    throw new IllegalArgumentException("no region: " + text);
  }
}
