package io.plenum.signaling.message;

/** Why a picture that a client shows is not sent at present. */
public enum PausedBy {
  /** It is sent. */
  NOTHING,
  /** The client's link does not take it. */
  BANDWIDTH,
  /** The server has too much to do. */
  SERVER
}
