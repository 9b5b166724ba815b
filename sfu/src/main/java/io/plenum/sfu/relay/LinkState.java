package io.plenum.sfu.relay;

/**
 * Of one end of a link.
 *
 * <pre>
 *  CLOSED  → OPENING  it is time to open: rings are taken, Hello is sent
 *  CLOSED  → OPEN     the other's Hello came: it is answered
 *  OPENING → OPEN     Hello was answered, or the other's came with a later epoch
 *  OPENING → CLOSED   no answer in time
 *  OPEN    → CLOSED   Bye, silence, a message missing, a fault
 * </pre>
 */
public enum LinkState {
  /** Nothing crosses. */
  CLOSED,
  /** Hello was sent. */
  OPENING,
  /** Messages and packets cross. */
  OPEN
}
