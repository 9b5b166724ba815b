/**
 * EDGE: the one way in which sign-on reaches other machines: an account's provider over HTTP, and
 * the name service. What to ask is decided elsewhere.
 */
package io.plenum.signaling.identity.remote;
