package io.plenum.sfu.room;

/** The room has as many participants as it may. */
public final class RoomFullException extends RuntimeException {
  /** It takes {@code limit}. */
  public RoomFullException(int limit) {
    super("the room is full: " + limit + " participants");
  }
}
