/**
 * EDGE. Carries letters out of this server: SMTP and webhooks. What a letter is and when it is
 * tried again is decided in {@code signaling.post}.
 */
package io.plenum.signaling.delivery;
