package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;

/** A registered user of an account. */
public record User(
    String id, String accountId, String accountName, String name, String email, Role role) {}
