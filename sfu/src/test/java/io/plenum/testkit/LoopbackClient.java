package io.plenum.testkit;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpParse;
import io.plenum.rtc.rtcp.RtcpReader;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtcp.TransportFeedbackRecorder;
import io.plenum.rtc.rtp.AudioLevel;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.Rtx;
import io.plenum.rtc.rtp.SdesText;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.MediaSection;
import io.plenum.rtc.sdp.SdpParse;
import io.plenum.rtc.sdp.SdpParser;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Span;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole client over a real socket: offers as the web client does, connects by the answer, sends a
 * scripted camera and microphone, answers NACK and PLI, receives slots and asks for what is lost.
 *
 * <p>Any thread may call. State is guarded by the client's lock.
 */
public final class LoopbackClient implements AutoCloseable, LoopbackTransport.Handler {
  private static final Pattern UDP =
      Pattern.compile("a=candidate:\\S+ 1 udp \\d+ (\\S+) (\\d+) typ host");
  private static final Pattern TCP =
      Pattern.compile("a=candidate:\\S+ 1 tcp \\d+ (\\S+) (\\d+) typ host tcptype passive");
  private static final long FRAME_NS = 33_333_333;
  private static final long VOICE_NS = 20_000_000;
  private static final long FEEDBACK_NS = 80_000_000;
  private static final int LOUDNESS = 20;

  private final int number;
  private final int audioSlots;
  private final int videoSlots;
  private final Receiver receiver;
  private final Pattern candidates;
  private final LoopbackTransport transport;
  private final ScheduledExecutorService time;
  private final ScriptedVideo camera;
  private final ScriptedVoice voice;
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final RtpView view = new RtpView();
  private final Map<Integer, String> mids = new HashMap<>();
  private final Map<Integer, Integer> repairs = new HashMap<>();
  private final TransportFeedbackRecorder arrivals = new TransportFeedbackRecorder();
  private long newestArrival = 1L << 16;
  private int transportSequence;

  /** Takes the packets of slots, on the client's reading thread. */
  public interface Receiver {
    /** A packet of slot {@code mid}, or one unpacked from a retransmission. */
    void packet(String mid, RtpView packet, boolean retransmitted, long nowNs);

    /** The server's clock for slot {@code mid}. */
    void report(String mid, SenderReport report);

    /** Packets of {@code mid} to ask for again. */
    List<Integer> asks(String mid, long nowNs);

    /** Whether a keyframe of {@code mid} is needed. */
    boolean waiting(String mid);
  }

  /**
   * A client on {@code address} whose pieces carry {@code number}.
   *
   * @param audioSlots slots to ask for
   * @param shape of the camera's frames
   * @param receiver gets what arrives
   */
  public LoopbackClient(
      int number,
      InetAddress address,
      int audioSlots,
      int videoSlots,
      FrameShape shape,
      Receiver receiver)
      throws IOException {
    this(number, ClientWire.udp(address), UDP, audioSlots, videoSlots, shape, receiver);
  }

  /** As the other, with media over a TCP connection. */
  public static LoopbackClient overTcp(
      int number, int audioSlots, int videoSlots, FrameShape shape, Receiver receiver) {
    return new LoopbackClient(
        number, ClientWire.tcp(), TCP, audioSlots, videoSlots, shape, receiver);
  }

  private LoopbackClient(
      int number,
      ClientWire wire,
      Pattern candidates,
      int audioSlots,
      int videoSlots,
      FrameShape shape,
      Receiver receiver) {
    this.number = number;
    this.audioSlots = audioSlots;
    this.videoSlots = videoSlots;
    this.receiver = receiver;
    this.candidates = candidates;
    this.transport = new LoopbackTransport(wire, this);
    this.time =
        Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("time-" + number).unstarted(task));
    SplittableRandom random = new SplittableRandom(number);
    this.camera =
        new ScriptedVideo(
            number, 1_000 + 10 * number, 0, shape, sending("c", MediaKind.VIDEO), random);
    this.voice =
        new ScriptedVoice(number, 1_005 + 10 * number, 0, sending("m", MediaKind.AUDIO), random);
  }

  /** The offer to be answered. */
  public String offer() {
    return new OfferText(transport.credentials(), transport.fingerprint())
        .write(voice.ssrc(), camera.ssrc(), audioSlots, videoSlots);
  }

  /** A later offer of the same session, with other ICE credentials. */
  public String offerRestart() {
    transport.renew();
    return offer();
  }

  /** Goes on by the answer to {@link #offerRestart}: from now on it checks by that. */
  public void restart(String answer) {
    if (!(SdpParser.parse(answer) instanceof SdpParse.Parsed parsed)) {
      throw new IllegalArgumentException("no answer: " + answer);
    }
    transport.restart(parsed.description().media().getFirst().transport().ice());
  }

  /** Connects by the server's answer, and waits until there are keys. */
  public LoopbackClient connect(String answer) {
    if (!(SdpParser.parse(answer) instanceof SdpParse.Parsed parsed)) {
      throw new IllegalArgumentException("no answer: " + answer);
    }
    Matcher candidate = candidates.matcher(answer);
    if (!candidate.find()) {
      throw new IllegalArgumentException("no candidate: " + answer);
    }
    for (MediaSection section : parsed.description().media()) {
      List<Integer> ssrcs = section.sentPair();
      if (!ssrcs.isEmpty()) {
        mids.put(ssrcs.getFirst(), section.mid());
      }
      if (ssrcs.size() == 2) {
        repairs.put(ssrcs.get(1), ssrcs.get(0));
      }
    }
    MediaSection.Transport remote = parsed.description().media().getFirst().transport();
    IceCredentials ice = remote.ice();
    InetSocketAddress server =
        new InetSocketAddress(candidate.group(1), Integer.parseInt(candidate.group(2)));
    if ("active".equals(remote.setup())) {
      transport.waitsForHello();
    }
    transport.connect(server, ice, remote.fingerprints(), time);
    transport.connected().orTimeout(20, TimeUnit.SECONDS).join();
    every(10_000_000, this::ask);
    every(FEEDBACK_NS, this::tellArrivals);
    every(300_000_000, this::askForKeyframes);
    every(1_000_000_000, this::report);
    return this;
  }

  /** Sends camera and voice from now on. */
  public LoopbackClient speak() {
    every(FRAME_NS, () -> camera.frame(System.nanoTime()));
    every(VOICE_NS, () -> voice.packet(System.nanoTime()));
    return this;
  }

  private void every(long periodNs, Runnable action) {
    long phaseNs = number * 1_234_567L % periodNs; // clients are not in step
    var _ =
        time.scheduleAtFixedRate(
            () -> {
              synchronized (this) {
                action.run();
              }
            },
            phaseNs,
            periodNs,
            TimeUnit.NANOSECONDS);
  }

  private ScriptedVideo.Transport sending(String mid, MediaKind kind) {
    return (retransmission, marker, sequence, timestamp, ssrc, payload) ->
        transport.rtp(
            to -> {
              int payloadType = payloadType(kind, retransmission);
              write(mid, kind);
              RtpWriter.writeHeader(to, payloadType, marker, sequence, timestamp, ssrc, extensions);
              long at = to.offset() + to.length();
              to.length(to.length() + payload.length);
              MemorySegment.copy(
                  MemorySegment.ofArray(payload), 0, to.memory(), at, payload.length);
            });
  }

  private static int payloadType(MediaKind kind, boolean retransmission) {
    if (kind == MediaKind.AUDIO) {
      return OfferText.OPUS;
    }
    return retransmission ? OfferText.VP8_RTX : OfferText.VP8;
  }

  private void write(String mid, MediaKind kind) {
    Map<String, Integer> ids = OfferText.extensions(kind);
    extensions.clear();
    SdesText.write(extensions, ids.get(ExtensionUri.MID), mid);
    TransportSequence.write(
        extensions, ids.get(ExtensionUri.TRANSPORT_SEQUENCE), transportSequence++);
    if (kind == MediaKind.AUDIO) {
      AudioLevel.write(extensions, ids.get(ExtensionUri.AUDIO_LEVEL), LOUDNESS, true);
    }
  }

  private void ask() {
    long nowNs = System.nanoTime();
    repairs.values().forEach(ssrc -> ask(ssrc, receiver.asks(mids.get(ssrc), nowNs)));
  }

  private void ask(int ssrc, List<Integer> asks) {
    if (!asks.isEmpty()) {
      transport.rtcp(List.of(new Nack(1, ssrc, asks.subList(0, Math.min(200, asks.size())))));
    }
  }

  private void askForKeyframes() {
    mids.forEach(
        (ssrc, mid) -> {
          if (receiver.waiting(mid)) {
            transport.rtcp(List.of(new Pli(1, ssrc)));
          }
        });
  }

  private void arrived(MediaKind kind, long nowNs) {
    int id = OfferText.extensions(kind).get(ExtensionUri.TRANSPORT_SEQUENCE);
    int sequence = TransportSequence.read(view, id);
    if (sequence >= 0) {
      long extended = Wrapping.BITS_16.extend(newestArrival, sequence);
      newestArrival = Math.max(newestArrival, extended);
      arrivals.record(extended, nowNs);
    }
  }

  private void tellArrivals() {
    arrivals.report(1, 2).forEach(report -> transport.rtcp(List.of(report)));
  }

  private void report() {
    List<RtcpPacket> reports = new ArrayList<>();
    long nowNs = System.nanoTime();
    if (camera.report(nowNs) != null) {
      reports.add(camera.report(nowNs));
    }
    if (voice.report(nowNs) != null) {
      reports.add(voice.report(nowNs));
    }
    transport.rtcp(reports);
  }

  @Override
  public synchronized void rtp(Span packet) {
    if (!view.wrap(packet)) {
      return;
    }
    boolean sound = view.payloadType() == OfferText.OPUS;
    arrived(sound ? MediaKind.AUDIO : MediaKind.VIDEO, System.nanoTime());
    Integer repaired = repairs.get(view.ssrc());
    boolean retransmitted = repaired != null;
    if (retransmitted && !Rtx.decapsulate(packet, view, OfferText.VP8, repaired)) {
      return;
    }
    String mid = mids.get(view.ssrc());
    if (mid != null) {
      receiver.packet(mid, view, retransmitted, System.nanoTime());
    }
  }

  @Override
  public synchronized void rtcp(Span packet) {
    if (RtcpReader.parse(packet) instanceof RtcpParse.Parsed(List<RtcpPacket> packets)) {
      packets.forEach(this::received);
    }
  }

  private void received(RtcpPacket packet) {
    switch (packet) {
      case Nack nack -> camera.nack(nack.sequenceNumbers());
      case Pli _ -> camera.pli();
      case SenderReport report when mids.containsKey(report.senderSsrc()) ->
          receiver.report(mids.get(report.senderSsrc()), report);
      default -> {}
    }
  }

  /** The number that its pieces carry. */
  public int number() {
    return number;
  }

  /** Its camera's packets are counted by this many keyframes and frames so far. */
  public synchronized int frames() {
    return camera.frames();
  }

  /** What lies below. */
  public LoopbackTransport transport() {
    return transport;
  }

  /** Vanishes without a word. */
  @Override
  public void close() {
    time.shutdownNow();
    transport.close();
  }
}
