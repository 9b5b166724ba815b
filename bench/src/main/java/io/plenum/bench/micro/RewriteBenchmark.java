package io.plenum.bench.micro;

import io.plenum.rtc.codec.PacketRewrite;
import io.plenum.rtc.codec.PayloadRewriter;
import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.wire.Span;
import io.plenum.testkit.LayerPattern;
import io.plenum.testkit.ScriptedLayers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One packet, written anew for one receiver: header, extensions, payload, picture id. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RewriteBenchmark {
  private static final int ROOM_BYTES = 1_500;
  private static final int PAYLOAD_TYPE = 96;
  private static final int SSRC = 9;

  private final RtpView view = new RtpView();
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final PayloadRewriter payloads = new PayloadRewriter();
  private final Span out = new Span();
  private MemorySegment memory;
  private int sequence;

  /** Makes one packet of VP8. */
  @Setup
  public void record() {
    LayerPattern pattern = new LayerPattern(VideoCodec.VP8, 1, 3, false, false);
    view.wrap(Span.of(new ScriptedLayers(pattern, 0, new Random(1)).picture(true).getFirst()));
    memory = Arena.ofAuto().allocate(ROOM_BYTES);
  }

  /** The packet, once more. */
  @Benchmark
  public int forward() {
    extensions.clear();
    out.set(memory, 0, 0, ROOM_BYTES);
    RtpWriter.writeHeader(out, PAYLOAD_TYPE, false, sequence++ & 0xFFFF, 90_000, SSRC, extensions);
    long at = RtpWriter.appendPayload(out, view);
    payloads.rewrite(
        VideoCodec.VP8, out.memory(), at, view.payloadLength(), PacketRewrite.of(3, 3, false));
    return out.length();
  }
}
