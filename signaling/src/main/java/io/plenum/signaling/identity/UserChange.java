package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import java.util.Optional;

/** What an admin changes of a user; what is empty stays. */
public record UserChange(Optional<String> name, Optional<Role> role, Optional<Boolean> disabled) {}
