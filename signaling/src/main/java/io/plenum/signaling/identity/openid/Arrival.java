package io.plenum.signaling.identity.openid;

import java.util.Optional;

/**
 * Somebody whom a provider vouches for.
 *
 * @param subject who they are there; means something only together with the issuer
 * @param email lower case
 */
record Arrival(
    String issuer, String subject, Optional<String> email, boolean emailVerified, String name) {}
