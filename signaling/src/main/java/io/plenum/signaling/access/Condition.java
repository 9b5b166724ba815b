package io.plenum.signaling.access;

/**
 * What must hold besides the role. The operation that asks the matrix checks it, because only it
 * knows the thing at hand.
 */
public enum Condition {
  NONE,
  /** Only what one made oneself. */
  OWN,
  /** Only one's own user, never another's. */
  OWN_PROFILE,
  /** Only the organizer of the meeting. */
  ORGANIZER,
  /** Only from a seat in the live session. */
  IN_SESSION,
  /** Only what one made oneself, and only from a seat in the live session. */
  OWN_IN_SESSION
}
