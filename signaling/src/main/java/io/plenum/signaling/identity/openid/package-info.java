/**
 * Signing in at an account's own OpenID provider (OpenID Connect Core 1.0, authorization code with
 * PKCE).
 */
package io.plenum.signaling.identity.openid;
