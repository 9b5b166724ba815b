package io.plenum.bench.compare;

import io.vertx.core.json.JsonObject;

/**
 * Who is in a room: the first so many have cameras, the first so many voices, and everybody gets
 * everybody else's.
 *
 * @param name of the room
 * @param people in it
 * @param cameras of them
 * @param voices of them
 * @param spare places for pictures and for voices that everybody asks for and that stay empty
 */
public record RoomPlan(String name, int people, int cameras, int voices, int spare) {
  /** A room without spare places. */
  public RoomPlan(String name, int people, int cameras, int voices) {
    this(name, people, cameras, voices, 0);
  }

  /** Whether person {@code number} of the room has a camera. */
  public boolean camera(int number) {
    return number < cameras;
  }

  /** Whether person {@code number} of the room has a voice. */
  public boolean voice(int number) {
    return number < voices;
  }

  /** Pictures that person {@code number} gets. */
  public int picturesFor(int number) {
    return cameras - (camera(number) ? 1 : 0);
  }

  /** Voices that person {@code number} gets. */
  public int voicesFor(int number) {
    return voices - (voice(number) ? 1 : 0);
  }

  /** Streams that all get together. */
  public int streams() {
    return (cameras + voices) * (people - 1);
  }

  /** How it is told in a result. */
  public JsonObject told() {
    return new JsonObject().put("people", people).put("cameras", cameras).put("voices", voices);
  }
}
