package io.plenum.sfu.loop;

/** No loop has time for another room now; those that are go on, and take people. */
public final class RoomRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RoomRefusedException() {
    super("the server has no time for another meeting's sound and pictures now");
  }
}
