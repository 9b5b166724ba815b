package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;

/** A user to be made. */
public record NewUser(String name, String email, Role role) {}
