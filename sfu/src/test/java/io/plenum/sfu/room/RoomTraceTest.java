package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceParse;
import io.plenum.sfu.trace.TraceRecord;
import io.plenum.sfu.trace.TraceRing;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.ScriptedPeer;
import io.plenum.testkit.SimulatedRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a room leaves in its trace, and how much of it. */
class RoomTraceTest {
  private static final int PEOPLE = 10;
  private static final int SECONDS = 10;

  @Test
  void holdsTwentySecondsOfTenPeople_whoAllSeeEachOther() throws IOException {
    SimulatedRoom room = new SimulatedRoom(1, 4, PEOPLE - 1);
    for (int i = 0; i < PEOPLE; i++) {
      ScriptedPeer peer = room.join("p" + i, LinkConditions.good(25));
      peer.camera(true);
      peer.voice(i < 3, 20 + i);
    }
    room.run(SECONDS * 1_000L);
    long before = room.room().trace().writtenBytes();
    room.run(SECONDS * 1_000L);
    long bytesPerSecond = (room.room().trace().writtenBytes() - before) / SECONDS;

    Path figures = Path.of("target", "media-quality");
    Files.createDirectories(figures);
    Files.writeString(
        figures.resolve("trace.md"),
        "| ten people, seed 1 | %d kB/s | %d s |%n"
            .formatted(bytesPerSecond / 1_000, TraceRing.DEFAULT_BYTES / bytesPerSecond));
    assertThat(TraceRing.DEFAULT_BYTES / bytesPerSecond).isGreaterThan(20);
  }

  @Test
  void namesWhoCameAndLeft_andReusesNumbers() {
    SimulatedRoom room = new SimulatedRoom(1, 2, 2);
    room.join("ann", LinkConditions.good(25));
    room.join("bob", LinkConditions.good(25));
    room.run(200);
    room.leave("ann");
    room.join("cleo", LinkConditions.good(25));
    TraceParse parse = TraceFile.parse(room.room().trace().take(room.clock().nowNs(), 0));
    List<String> events = new ArrayList<>();
    for (TraceRecord record : ((TraceParse.Parsed) parse).file().records()) {
      switch (record.what()) {
        case TraceRecord.Joined joined -> events.add(record.participant() + "+" + joined.name());
        case TraceRecord.Left _ -> events.add(record.participant() + "-");
        default -> {}
      }
    }
    assertThat(events).containsExactly("0+ann", "1+bob", "0-", "0+cleo");
  }
}
