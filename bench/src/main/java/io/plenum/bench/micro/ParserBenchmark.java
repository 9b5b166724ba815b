package io.plenum.bench.micro;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.codec.FrameReader;
import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.rtcp.RtcpParse;
import io.plenum.rtc.rtcp.RtcpReader;
import io.plenum.rtc.rtcp.RtcpWriter;
import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Span;
import io.plenum.testkit.LayerPattern;
import io.plenum.testkit.ScriptedLayers;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading what comes: RTP, what codecs say in it, and reports of arrivals. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {
  /** Arrivals of one report: what 50 ms of a picture at 1.5 Mbit/s bring. */
  private static final int ARRIVALS = 10;

  @Param({"VP8", "VP9", "AV1", "H264"})
  VideoCodec codec;

  private final RtpView view = new RtpView();
  private final FrameInfo frame = new FrameInfo();
  private final List<Span> packets = new ArrayList<>();
  private final Span report = new Span();
  private FrameReader reader;
  private int next;

  /** Makes a few seconds of packets and one report. */
  @Setup
  public void record() {
    boolean scalable = codec == VideoCodec.VP9 || codec == VideoCodec.AV1;
    LayerPattern pattern =
        new LayerPattern(
            codec,
            scalable ? 3 : 1,
            codec == VideoCodec.H264 ? 1 : 3,
            false,
            codec == VideoCodec.VP9);
    ScriptedLayers camera = new ScriptedLayers(pattern, 0, new Random(1));
    for (int picture = 0; picture < 60; picture++) {
      camera.picture(picture == 0).forEach(bytes -> packets.add(Span.of(bytes)));
    }
    List<TransportFeedback.Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < ARRIVALS; i++) {
      arrivals.add(new TransportFeedback.Arrival(i, 4 * i));
    }
    report.set(MemorySegment.ofArray(new byte[1_500]), 0, 0, 1_500);
    RtcpWriter.write(List.of(new TransportFeedback(1, 2, 3, ARRIVALS, 4, 5, arrivals)), report);
    reader = FrameReader.of(codec, ScriptedLayers.DESCRIPTOR_ID);
  }

  /** Header and extensions of one packet. */
  @Benchmark
  public int rtp() {
    view.wrap(packets.get(next));
    step();
    return view.payloadLength();
  }

  /** The same, and what its codec says of its picture and layer. */
  @Benchmark
  public long frame() {
    if (next == 0) {
      reader = FrameReader.of(codec, ScriptedLayers.DESCRIPTOR_ID);
    }
    view.wrap(packets.get(next));
    reader.read(view, frame);
    step();
    return frame.number();
  }

  /** A report of ten arrivals. */
  @Benchmark
  public RtcpParse report() {
    return RtcpReader.parse(report);
  }

  private void step() {
    next = next + 1 == packets.size() ? 0 : next + 1;
  }
}
