package io.plenum.signaling.access;

/** Who somebody is to an account (REQUIREMENTS I-2). */
public enum Role {
  PARTNER_ADMIN("partner-admin"),
  CUSTOMER_ADMIN("customer-admin"),
  USER("user"),
  /** No account, not signed in, or signed in to another account. Never stored. */
  GUEST("guest");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  /** As it is stored and sent. */
  public String text() {
    return text;
  }

  /**
   * The role with this text.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Role of(String text) {
    for (Role role : values()) {
      if (role.text.equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException("no role: " + text);
  }
}
