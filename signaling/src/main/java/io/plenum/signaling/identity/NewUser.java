package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;

/** A user to be made. The password is as it was typed. */
public record NewUser(String name, String email, String password, Role role) {
  /** Does not show the password. */
  @Override
  public String toString() {
    return "NewUser[" + name + ", " + email + ", " + role + "]";
  }
}
