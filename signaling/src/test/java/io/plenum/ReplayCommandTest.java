package io.plenum;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.PictureWish;
import io.plenum.sfu.allocation.Priority;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.replay.Nowhere;
import io.plenum.sfu.subscribe.LinkShare;
import io.plenum.sfu.trace.TraceRecord;
import io.plenum.sfu.trace.TraceRing;
import io.plenum.sfu.trace.Trail;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command `plenum replay`. */
class ReplayCommandTest {
  private static final long MS = 1_000_000L;
  private static final long TAKEN_MS = 1_700_000_000_000L;

  /** Where the head of the file says what its checkpoints hold (docs/trace.md). */
  private static final int CHECKPOINTS_AT = 10;

  private static final TraceRecord.Began TERMS =
      new TraceRecord.Began(Feedback.RECEIVER_ESTIMATE, false, false);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void traceOfAReceiver_whoseLinkTakesOnePictureOnly() throws IOException {
    file = folder.resolve("room.trace");
    try (TraceRing ring = new TraceRing(TraceRing.DEFAULT_BYTES)) {
      Trail trail = ring.enter("seat1", 0);
      try (Downlink downlink =
          new Downlink(TERMS.feedback(), new Nowhere(TERMS), () -> {}, trail, 0)) {
        trail.began(TERMS.feedback(), TERMS.soundNumbered(), TERMS.pads(), 0);
        downlink.remb(200_000, MS);
        new LinkShare(downlink, trail).allot(List.of(wish(0), wish(1)), 0, 2 * MS);
        for (int i = 0; i < 20; i++) {
          downlink.send(PacketKind.VIDEO, Span.of(new byte[1_000]), 3 * MS);
        }
        downlink.release(downlink.nextReleaseNs());
      }
      Files.write(file, ring.take(1_000 * MS, TAKEN_MS));
    }
  }

  private static PictureWish wish(int slot) {
    List<Layer> layers = List.of(new Layer(0, 0, 0, 57_600, 150_000));
    return new PictureWish(slot, Priority.OTHER, 0, layers, PictureWish.NONE);
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "replay";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new CommandLine(new Plenum())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }

  @Test
  void saysWhatWasDecided_andThatItIsDecidedAlike() {
    assertThat(run(file.toString())).isZero();
    assertThat(out.toString())
        .contains("seat1: ")
        .contains("22:13:19.002 of 200 kbit/s, picture 0: encoding 0, layer 0/0 of 57600 pixels")
        .contains("picture 1: paused, that is too little for it")
        .contains("1 of 1 receivers were decided once more, all alike.");
  }

  @Test
  void replaysEachShardOfARoom_afterTheOther() throws IOException {
    byte[] one = Files.readAllBytes(file);
    byte[] two = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, two, one.length, one.length);
    Files.write(file, two);
    assertThat(run(file.toString())).isZero();
    assertThat(out.toString())
        .containsSubsequence("Shard 1 of 2:", "seat1: ", "Shard 2 of 2:", "seat1: ")
        .contains("2 of 2 receivers were decided once more, all alike.");
    two[one.length + stateOfTheSecondPicture(one)] = 0;
    Files.write(file, two);
    assertThat(run(file.toString())).as("the other shard counts, too").isEqualTo(1);
    Files.write(file, Arrays.copyOf(two, two.length - 5));
    assertThat(run(file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("the file is cut short");
  }

  @Test
  void saysAtWhichRecordItDiffers() throws IOException {
    byte[] trace = Files.readAllBytes(file);
    trace[stateOfTheSecondPicture(trace)] = 0; // not paused but as good as can be
    Files.write(file, trace);
    assertThat(run(file.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("DIFFERS at record 3").contains("NOT ALL ALIKE");
  }

  @Test
  void refusesWhatIsNoTrace_sayingWhyAndWhere() throws IOException {
    byte[] trace = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(trace, trace.length - 5));
    assertThat(run(file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("The trace cannot be replayed: the file is cut short");
  }

  @Test
  void refusesATraceWhoseCheckpointsHoldSomethingElse() throws IOException {
    byte[] trace = Files.readAllBytes(file);
    trace[CHECKPOINTS_AT] = 0; // as before they were counted
    Files.write(file, trace);
    assertThat(run(file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("its checkpoints are of version 0; this program reads version");
  }

  @Test
  void refusesASeatThatIsNotInIt() {
    assertThat(run(file.toString(), "--participant", "seat2")).isEqualTo(2);
    assertThat(err.toString()).contains("seat2 is not in it");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThat(run(folder.resolve("none").toString())).isEqualTo(2);
  }

  /** After slot 1, priority OTHER, and one layer. */
  private static int stateOfTheSecondPicture(byte[] trace) {
    for (int i = 3; i < trace.length; i++) {
      if (trace[i - 3] == 1 && trace[i - 2] == 3 && trace[i - 1] == 1 && trace[i] == 2) {
        return i;
      }
    }
    throw new AssertionError("no picture is paused in the trace");
  }
}
