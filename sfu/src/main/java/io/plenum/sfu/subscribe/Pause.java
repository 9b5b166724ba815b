package io.plenum.sfu.subscribe;

/** Why a picture that somebody shows is not sent. */
public enum Pause {
  /** It is sent. */
  NONE,
  /** The receiver's link does not take it. */
  BANDWIDTH,
  /** The server has too much to do. */
  SERVER
}
