package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;

/**
 * A bug, or an Error, met while serving one participant: whoever owns the room takes that
 * participant out.
 */
public final class ParticipantFaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ParticipantId participant;

  ParticipantFaultException(ParticipantId participant, Throwable fault) {
    super(fault);
    this.participant = participant;
  }

  /** Whom it happened to. */
  public ParticipantId participant() {
    return participant;
  }
}
