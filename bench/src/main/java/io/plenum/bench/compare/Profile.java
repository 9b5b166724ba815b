package io.plenum.bench.compare;

import io.plenum.bench.load.VideoShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What is measured: how many rooms, who is in one, and what cameras send. */
enum Profile {
  /** Ten people with cameras and voices: some 21,000 packets/s out. */
  ROOM_OF_10(1, 10, 10, 10, false),

  /** Three such rooms: some 63,000 packets/s out. */
  THREE_ROOMS_OF_10(3, 10, 10, 10, false),

  /** One with camera and voice, fifty who watch, in two rooms: some 23,500 packets/s out. */
  ONE_TO_50(2, 51, 1, 1, false),

  /** Twenty voices: 19,000 packets/s out. */
  AUDIO_OF_20(1, 20, 0, 20, false),

  /** 200 people of whom four speak: 39,800 packets/s out. */
  AUDIO_OF_200(1, 200, 0, 4, false),

  /** A shared screen and ten voices among twenty people. */
  SCREEN_TO_20(1, 20, 1, 10, true);

  private final int rooms;
  private final int people;
  private final int cameras;
  private final int voices;
  private final boolean screen;

  Profile(int rooms, int people, int cameras, int voices, boolean screen) {
    this.rooms = rooms;
    this.people = people;
    this.cameras = cameras;
    this.voices = voices;
    this.screen = screen;
  }

  /** What its cameras send. */
  VideoShape video() {
    return screen ? VideoShape.SCREEN : VideoShape.HD;
  }

  /** Its rooms. */
  List<RoomPlan> plans() {
    return new ArrayList<>(IntStream.range(0, rooms).mapToObj(this::room).toList());
  }

  /** Its room number {@code index}, which may be one more than it has. */
  RoomPlan room(int index) {
    return new RoomPlan("room" + index, people, cameras, voices);
  }
}
