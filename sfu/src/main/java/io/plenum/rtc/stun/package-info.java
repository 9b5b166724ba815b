/**
 * STUN messages read and written in packet memory (RFC 8489), as far as ICE needs them: Binding
 * with short-term credentials. Why not ice4j's codec: docs/decisions/0004-stun.md.
 */
package io.plenum.rtc.stun;
