package io.plenum.rtc.ice;

/** What one STUN datagram did to an {@link IceLiteAgent}; the rejects are counted by name. */
public enum IceOutcome {
  /** A valid check, answered; the selected flow stays. */
  CHECKED,
  /**
   * A valid check, answered, or the answer to a question of ours; {@link IceLiteAgent#selected()}
   * has changed.
   */
  SELECTED,
  /**
   * A valid check, answered, the first under new credentials: the former mean nothing any more, and
   * {@link IceLiteAgent#selected()} is the flow that it came on.
   */
  RESTARTED,
  /**
   * Not STUN, no binding request, no answer to a question of ours, or without a valid FINGERPRINT:
   * no answer.
   */
  IGNORED,
  /** Without USERNAME or MESSAGE-INTEGRITY: error 400 (RFC 8489, section 9.1.3). */
  UNAUTHENTICATED,
  /** USERNAME or MESSAGE-INTEGRITY is wrong: error 401. */
  WRONG_CREDENTIALS,
  /** Holds attributes that must be understood and are not: error 420. */
  UNKNOWN_ATTRIBUTES,
  /** The other side believes it is controlled, as we are: error 487 (RFC 8445, section 7.3.1.1). */
  ROLE_CONFLICT,
  /** Would be answered with an error, but too many were lately: no answer. */
  ERRORS_EXHAUSTED;

  /** Whether the datagram was a check that proves the sender's flow. */
  public boolean valid() {
    return this == CHECKED || this == SELECTED || this == RESTARTED;
  }
}
