package io.plenum.sfu.bandwidth;

/** How a receiver tells what its link takes, as agreed on. */
public enum Feedback {
  /**
   * When each packet arrived (draft-holmer-rmcat-transport-wide-cc-extensions-01): the server
   * estimates.
   */
  TRANSPORT_WIDE,
  /** The receiver estimates (draft-alvestrand-rmcat-remb-03). */
  RECEIVER_ESTIMATE,
  /** Not at all: it is sent everything, as a recorder in the next room wants it. */
  NONE
}
