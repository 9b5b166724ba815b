package io.plenum.testkit;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.ReceiverReport;
import io.plenum.rtc.rtcp.Remb;
import io.plenum.rtc.rtcp.ReportBlock;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpParse;
import io.plenum.rtc.rtcp.RtcpReader;
import io.plenum.rtc.rtcp.RtcpWriter;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.rtcp.TransportFeedbackRecorder;
import io.plenum.rtc.rtp.AbsSendTime;
import io.plenum.rtc.rtp.AudioLevel;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.Rtx;
import io.plenum.rtc.rtp.SdesText;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpSender;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A client that acts by script: checks connectivity as the controlling agent, sends camera, screen
 * and voice, answers NACK and PLI, receives slots, asks for what is lost, and remembers what it was
 * told. DTLS is skipped: both sides are given the keys.
 */
public final class ScriptedPeer {
  private static final long MS = 1_000_000L;
  private static final List<String> SIMULCAST_RIDS = List.of("q", "h", "f");
  private static final int SEND_TIME_MASK = 0xFF_FFFF;
  private static final long CHECK_NS = 2_500 * MS;
  private static final long FEEDBACK_NS = 80 * MS;

  private final int number;
  private final ScriptedSession session;
  private final VirtualClock clock;
  private final RandomGenerator random;
  private final IceCredentials local;
  private final IceCredentials remote;
  private final SrtpReceiver receiver;
  private final SrtpSender sender;
  private final Consumer<byte[]> network;
  private final List<ScriptedVideo> cameras = new ArrayList<>();
  private final ScriptedVideo screen;
  private final ScriptedVoice voice;
  private final Map<Integer, ReceivedSlot> slots = new HashMap<>();
  private final Map<Integer, Integer> repairs = new HashMap<>();
  private final List<TransportFeedback> feedback = new ArrayList<>();
  private final List<ReportBlock> blocks = new ArrayList<>();
  private final List<Pli> requests = new ArrayList<>();
  private final List<Integer> travels = new ArrayList<>();
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final TransportFeedbackRecorder arrivals = new TransportFeedbackRecorder();
  private long newestArrival = 1L << 16;
  private int transportSequence;
  private int level = AudioLevel.SILENCE;
  private int encodings = Integer.MAX_VALUE;
  private boolean cameraOn;
  private boolean screenOn;
  private boolean voiceOn;
  private boolean answering = true;
  private boolean reporting = true;
  private boolean gone;
  private int nacks;
  private int checksAnswered;

  /**
   * A peer that sends into {@code network}.
   *
   * @param remote the server's ICE credentials
   * @param keys its own side's
   * @param wallOffsetNs its wall clock minus virtual time
   */
  ScriptedPeer(
      int number,
      ScriptedSession session,
      VirtualClock clock,
      RandomGenerator random,
      IceCredentials local,
      IceCredentials remote,
      SrtpKeys keys,
      long wallOffsetNs,
      Consumer<byte[]> network) {
    this.number = number;
    this.session = session;
    this.clock = clock;
    this.random = random;
    this.local = local;
    this.remote = remote;
    this.receiver = new SrtpReceiver(keys);
    this.sender = new SrtpSender(keys);
    this.network = network;
    int ssrc = 100 * (number + 1);
    if (session.rids().isEmpty()) {
      cameras.add(
          new ScriptedVideo(number, ssrc, wallOffsetNs, transport("c", MediaKind.VIDEO), random));
    }
    for (int i = 0; i < session.rids().size(); i++) {
      int size = SIMULCAST_RIDS.indexOf(session.rids().get(i));
      cameras.add(
          ScriptedVideo.encoded(
              encodingNumber(i),
              ssrc + 30 + 2 * i,
              wallOffsetNs,
              session.simulcast(),
              size,
              transport("c", MediaKind.VIDEO, session.rids().get(i)),
              random));
    }
    this.screen =
        new ScriptedVideo(number, ssrc + 10, wallOffsetNs, transport("s", MediaKind.VIDEO), random);
    this.voice =
        new ScriptedVoice(number, ssrc + 20, wallOffsetNs, transport("m", MediaKind.AUDIO), random);
    if (session.sendsRedundancy()) {
      voice.redundant(session.codec(MediaKind.AUDIO).payloadType());
    }
    for (int i = 0; i < session.videoSlots(); i++) {
      slots.put(session.slotSsrc("v" + i), new ReceivedSlot());
      repairs.put(session.slotSsrc("v" + i) + 1_000_000, session.slotSsrc("v" + i));
    }
    for (int i = 0; i < session.audioSlots(); i++) {
      slots.put(session.slotSsrc("a" + i), new ReceivedSlot(session.redundancy().payloadType()));
    }
  }

  /** Begins: checks, then media as switched on. */
  void start() {
    check();
    clock.every(CHECK_NS, this::check);
    clock.every(
        session.simulcast().frameNs(),
        () -> tick(cameraOn, () -> sending().forEach(c -> c.frame(clock.nowNs()))));
    clock.every(66_666_666, () -> tick(screenOn, () -> screen.frame(clock.nowNs())));
    clock.every(20 * MS, () -> tick(voiceOn, () -> voice.packet(clock.nowNs())));
    clock.every(10 * MS, () -> tick(true, this::ask));
    clock.every(FEEDBACK_NS, () -> tick(true, this::tellArrivals));
    clock.every(300 * MS, () -> tick(true, this::askForKeyframes));
    clock.every(1_000 * MS, () -> tick(true, this::report));
  }

  private void tick(boolean on, Runnable action) {
    if (on && !gone) {
      action.run();
    }
  }

  /** Switches the camera. */
  public void camera(boolean on) {
    cameraOn = on;
  }

  /**
   * From now on only the first {@code count} encodings are sent. What was not sent before begins
   * with a report of its clock ahead of its first frame.
   */
  public void encodings(int count) {
    List<RtcpPacket> reports = new ArrayList<>();
    for (ScriptedVideo begins : cameras.subList(Math.min(encodings, count), count)) {
      begins.pli();
      reports.add(begins.firstReport(clock.nowNs()));
    }
    encodings = count;
    reports.forEach(report -> send(List.of(report)));
  }

  private List<ScriptedVideo> sending() {
    return cameras.subList(0, Math.min(encodings, cameras.size()));
  }

  /** Switches the screen share. */
  public void screen(boolean on) {
    screenOn = on;
  }

  /** Switches the microphone, with {@code dbov} 0 (loudest) to 127 (silence). */
  public void voice(boolean on, int dbov) {
    voiceOn = on;
    level = dbov;
  }

  /** Whether requests of the server are answered. */
  public void answering(boolean answers) {
    answering = answers;
  }

  /** Falls silent for good. */
  public void vanish() {
    gone = true;
  }

  private void check() {
    if (gone) {
      return;
    }
    byte[] transaction = new byte[12];
    random.nextBytes(transaction);
    Span span =
        ConnectivityCheck.of(remote.ufrag(), local.ufrag(), remote.password(), transaction, true);
    network.accept(span.toBytes());
  }

  private ScriptedVideo.Transport transport(String mid, MediaKind kind) {
    return transport(mid, kind, null);
  }

  private ScriptedVideo.Transport transport(String mid, MediaKind kind, String rid) {
    return (retransmission, marker, sequence, timestamp, ssrc, payload) ->
        send(mid, kind, rid, retransmission, marker, sequence, timestamp, ssrc, payload);
  }

  private void send(
      String mid,
      MediaKind kind,
      String rid,
      boolean retransmission,
      boolean marker,
      int sequence,
      long timestamp,
      int ssrc,
      byte[] payload) {
    Map<String, Integer> ids = session.extensions(kind);
    extensions.clear();
    SdesText.write(extensions, ids.get(ExtensionUri.MID), mid);
    TransportSequence.write(
        extensions, ids.get(ExtensionUri.TRANSPORT_SEQUENCE), transportSequence++);
    if (rid != null) {
      String uri = retransmission ? ExtensionUri.REPAIRED_RID : ExtensionUri.RID;
      SdesText.write(extensions, session.cameraExtensions().get(uri), rid);
    }
    if (kind == MediaKind.AUDIO) {
      AudioLevel.write(extensions, ids.get(ExtensionUri.AUDIO_LEVEL), level, true);
    }
    Codec codec =
        kind == MediaKind.AUDIO && session.sendsRedundancy()
            ? session.redundancy()
            : session.codec(kind);
    int payloadType = retransmission ? codec.rtxPayloadType() : codec.payloadType();
    Span span = new Span().set(MemorySegment.ofArray(new byte[2_048]), 0, 0, 2_048);
    RtpWriter.writeHeader(span, payloadType, marker, sequence, timestamp, ssrc, extensions);
    long at = span.offset() + span.length();
    span.length(span.length() + payload.length);
    MemorySegment.copy(MemorySegment.ofArray(payload), 0, span.memory(), at, payload.length);
    if (sender.protectRtp(span) == SrtpStatus.OK) {
      network.accept(span.toBytes());
    }
  }

  private void send(List<RtcpPacket> packets) {
    if (packets.isEmpty()) {
      return;
    }
    Span span = new Span().set(MemorySegment.ofArray(new byte[2_048]), 0, 0, 2_048);
    RtcpWriter.write(packets, span);
    if (sender.protectRtcp(span) == SrtpStatus.OK) {
      network.accept(span.toBytes());
    }
  }

  private void ask() {
    for (Map.Entry<Integer, ReceivedSlot> slot : slots.entrySet()) {
      if (repairs.containsValue(slot.getKey())) {
        List<Integer> asks = slot.getValue().asks(clock.nowNs());
        if (!asks.isEmpty()) {
          send(List.of(new Nack(1, slot.getKey(), asks.subList(0, Math.min(200, asks.size())))));
        }
      }
    }
  }

  private void askForKeyframes() {
    for (Map.Entry<Integer, ReceivedSlot> slot : slots.entrySet()) {
      if (slot.getValue().waiting()) {
        send(List.of(new Pli(1, slot.getKey())));
      }
    }
  }

  private void tellArrivals() {
    arrivals.report(1, 2).forEach(report -> send(List.of(report)));
  }

  private void arrived(RtpView packet) {
    MediaKind kind = session.audio(packet.ssrc()) ? MediaKind.AUDIO : MediaKind.VIDEO;
    int id = session.extensions(kind).get(ExtensionUri.TRANSPORT_SEQUENCE);
    int sequence = TransportSequence.read(packet, id);
    if (sequence >= 0) {
      newestArrival = Math.max(newestArrival, Wrapping.BITS_16.extend(newestArrival, sequence));
      arrivals.record(Wrapping.BITS_16.extend(newestArrival, sequence), clock.nowNs());
    }
    int left = AbsSendTime.read(packet, ScriptedSession.SEND_TIME_ID);
    if (left >= 0) {
      travels.add(AbsSendTime.of(clock.nowNs()) - left & SEND_TIME_MASK);
    }
  }

  /** Whether it tells its clocks from now on. */
  public void reporting(boolean reports) {
    reporting = reports;
  }

  private void report() {
    if (!reporting) {
      return;
    }
    List<RtcpPacket> reports = new ArrayList<>();
    if (cameraOn) {
      sending().stream()
          .map(camera -> camera.report(clock.nowNs()))
          .filter(Objects::nonNull)
          .forEach(reports::add);
    }
    for (SenderReport report :
        new SenderReport[] {
          screenOn ? screen.report(clock.nowNs()) : null,
          voiceOn ? voice.report(clock.nowNs()) : null
        }) {
      if (report != null) {
        reports.add(report);
      }
    }
    send(reports);
  }

  /** Says that it takes {@code bps} (draft-alvestrand-rmcat-remb-03). */
  public void takes(long bps) {
    send(List.of(new Remb(1, bps, List.of())));
  }

  /** Asks for a keyframe in slot {@code mid}. */
  public void pictureLost(String mid) {
    send(List.of(new Pli(1, session.slotSsrc(mid))));
  }

  /** Asks for packets of slot {@code mid} again, needed or not. */
  public void nack(String mid, List<Integer> sequences) {
    send(List.of(new Nack(1, session.slotSsrc(mid), sequences)));
  }

  /** Takes a datagram from the network. */
  void receive(byte[] datagram) {
    if (gone) {
      return;
    }
    Span span = Span.of(datagram);
    switch (DatagramKind.of(span)) {
      case STUN -> checksAnswered++;
      case RTP -> receiveRtp(span);
      case RTCP -> receiveRtcp(span);
      case DTLS, UNKNOWN -> {}
    }
  }

  private void receiveRtp(Span span) {
    RtpView view = new RtpView();
    if (receiver.unprotectRtp(span) != SrtpStatus.OK || !view.wrap(span)) {
      return;
    }
    arrived(view);
    Integer repaired = repairs.get(view.ssrc());
    if (repaired != null) {
      int payloadType = session.codec(MediaKind.VIDEO).payloadType();
      if (Rtx.decapsulate(span, view, payloadType, repaired)) {
        slots.get(repaired).packet(view, true, clock.nowNs());
      }
    } else if (slots.containsKey(view.ssrc())) {
      slots.get(view.ssrc()).packet(view, false, clock.nowNs());
    }
  }

  private void receiveRtcp(Span span) {
    if (receiver.unprotectRtcp(span) == SrtpStatus.OK
        && RtcpReader.parse(span) instanceof RtcpParse.Parsed(List<RtcpPacket> packets)) {
      packets.forEach(this::receive);
    }
  }

  private void receive(RtcpPacket packet) {
    nacks += packet instanceof Nack ? 1 : 0;
    switch (packet) {
      case Nack nack when answering -> video(nack.mediaSsrc()).nack(nack.sequenceNumbers());
      case Pli pli -> {
        requests.add(pli);
        if (answering) {
          video(pli.mediaSsrc()).pli();
        }
      }
      case SenderReport report when slots.containsKey(report.senderSsrc()) ->
          slots.get(report.senderSsrc()).report(report);
      case ReceiverReport report -> blocks.addAll(report.blocks());
      case TransportFeedback transport -> feedback.add(transport);
      default -> {}
    }
  }

  private ScriptedVideo video(int ssrc) {
    return cameras.stream().filter(camera -> camera.ssrc() == ssrc).findFirst().orElse(screen);
  }

  /** What arrived in slot {@code mid}. */
  public ReceivedSlot slot(String mid) {
    return slots.get(session.slotSsrc(mid));
  }

  /** The number that its pieces carry. */
  public int number() {
    return number;
  }

  /** Its camera, or the smallest encoding of it. */
  public ScriptedVideo camera() {
    return cameras.getFirst();
  }

  /** An encoding of its camera. */
  public ScriptedVideo encoding(int encoding) {
    return cameras.get(encoding);
  }

  /** The number that pieces of an encoding of its camera carry; they are told apart. */
  public int encodingNumber(int encoding) {
    return 1_000 + 10 * number + encoding;
  }

  /** Its screen share. */
  public ScriptedVideo screen() {
    return screen;
  }

  /** Its voice. */
  public ScriptedVoice voice() {
    return voice;
  }

  /** Transport feedback received. */
  public List<TransportFeedback> feedback() {
    return feedback;
  }

  /** Report blocks received about its streams. */
  public List<ReportBlock> blocks() {
    return blocks;
  }

  /** Keyframe requests received. */
  public List<Pli> requests() {
    return requests;
  }

  /** How long each packet travelled that says when it left, in parts of 2^-18 s. */
  public List<Integer> travels() {
    return travels;
  }

  /** Messages received that asked for packets again. */
  public int nacks() {
    return nacks;
  }

  /** Connectivity checks answered. */
  public int checksAnswered() {
    return checksAnswered;
  }
}
