package io.plenum.testkit;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.peer.Outbox;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.Remb;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.RtcpParse;
import io.plenum.rtc.rtcp.RtcpReader;
import io.plenum.rtc.rtp.AudioLevel;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.SdesText;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.srtp.SrtpReceiver;
import io.plenum.rtc.srtp.SrtpStatus;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.room.Participant;
import io.plenum.sfu.room.Wish;
import io.plenum.sfu.subscribe.SlotMeaning;
import io.plenum.sfu.subscribe.Subscriber;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** One of a {@link Crowd}. */
public final class CrowdMember {
  /** Sessions differ in their payload types and extension ids; there are so many kinds. */
  private static final int SESSIONS = 31;

  private static final int SOUND_SSRC = 1;
  private static final int PICTURE_SSRC = 2;
  private static final int SOUND_BYTES = 80;
  private static final int PICTURE_BYTES = 600;
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;

  /** So that nothing waits: what links take is tested elsewhere. */
  private static final long ENOUGH_BPS = 50_000_000;

  private static final int OFF = -1;

  private final ParticipantId id;
  private final ScriptedSession session;
  private final Participant participant;
  private final LonePeer lone;
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final MemorySegment memory = MemorySegment.ofArray(new byte[Peer.PACKET_BYTES]);
  private final Span span = new Span();
  private final RtpView packet = new RtpView();
  private final Received received = new Received();
  private int level = OFF;
  private boolean camera;
  private boolean keyframeWanted;
  private int lostEvery;
  private int sounds;
  private int pictures;
  private long examined;

  CrowdMember(
      Venue venue,
      int number,
      int audioSlots,
      int videoSlots,
      SplittableRandom random,
      long nowNs) {
    id = new ParticipantId("p" + number);
    session = new ScriptedSession(number % SESSIONS, audioSlots, videoSlots).telling("goog-remb");
    lone = new LonePeer(random, received);
    participant =
        venue.join(
            id,
            session.negotiated(lone.remote()),
            EnumSet.of(Source.MICROPHONE, Source.CAMERA),
            lone.peer(),
            nowNs);
    lone.connect();
    participant.connected(nowNs);
    participant.rtcp(List.of(new Remb(1, ENOUGH_BPS, List.of())), nowNs);
  }

  /** Speaks at {@code dbov} below the loudest from now on. */
  public void speak(int dbov) {
    level = dbov;
  }

  /** Sends no sound any more. */
  public void fallSilent() {
    level = OFF;
  }

  /** Switches the camera. */
  public void camera(boolean on) {
    camera = on;
  }

  /** Of its packets every {@code nth} is lost on the way from now on; 0: none. */
  public void loseEvery(int nth) {
    lostEvery = nth;
  }

  /** The next packet for it meets a bug. */
  public void breakOnce() {
    received.broken = true;
  }

  void send(long nowNs) {
    if (level != OFF && nowNs % Crowd.SOUND_NS == 0) {
      sendSound(nowNs);
    }
    if (camera && nowNs % Crowd.PICTURE_NS == 0) {
      sendPicture(nowNs);
    }
  }

  private void sendSound(long nowNs) {
    Map<String, Integer> ids = session.extensions(MediaKind.AUDIO);
    extensions.clear();
    SdesText.write(extensions, ids.get(ExtensionUri.MID), "m");
    AudioLevel.write(extensions, ids.get(ExtensionUri.AUDIO_LEVEL), level, true);
    span.set(memory, 0, 0, Peer.PACKET_BYTES);
    int payloadType = session.codec(MediaKind.AUDIO).payloadType();
    RtpWriter.writeHeader(span, payloadType, false, sounds, 960L * sounds, SOUND_SSRC, extensions);
    span.length(span.length() + SOUND_BYTES);
    sounds++;
    deliver(Source.MICROPHONE, nowNs);
  }

  /** A VP8 picture of one packet (RFC 7741, sections 4.2 and 4.3). */
  private void sendPicture(long nowNs) {
    extensions.clear();
    SdesText.write(extensions, session.extensions(MediaKind.VIDEO).get(ExtensionUri.MID), "c");
    span.set(memory, 0, 0, Peer.PACKET_BYTES);
    int payloadType = session.codec(MediaKind.VIDEO).payloadType();
    long timestamp = pictures * 9_000L;
    RtpWriter.writeHeader(span, payloadType, true, pictures, timestamp, PICTURE_SSRC, extensions);
    byte[] head = {
      0x10,
      (byte) (keyframeWanted || pictures == 0 ? 0x10 : 0x11),
      0,
      0,
      (byte) 0x9D,
      0x01,
      0x2A,
      (byte) (WIDTH & 0xFF),
      (byte) (WIDTH >> 8),
      (byte) HEIGHT,
      0
    };
    MemorySegment.copy(
        head, 0, memory, ValueLayout.JAVA_BYTE, span.offset() + span.length(), head.length);
    span.length(span.length() + PICTURE_BYTES);
    keyframeWanted = false;
    pictures++;
    deliver(Source.CAMERA, nowNs);
  }

  private void deliver(Source source, long nowNs) {
    int number = source.audio() ? sounds : pictures;
    if (lostEvery > 0 && number % lostEvery == 0) {
      return;
    }
    PublishedTrack track = participant.publisher().track(source);
    examined += track.watchers();
    if (!packet.wrap(span)) {
      throw new AssertionError("a packet of ours is malformed");
    }
    if (participant.admits(packet, nowNs)) {
      participant.forward(packet, nowNs);
    }
  }

  /** Who it is. */
  public ParticipantId id() {
    return id;
  }

  /** A wish for its camera's picture. */
  Wish wish() {
    return new Wish(id, Source.CAMERA, WIDTH, HEIGHT);
  }

  Peer peer() {
    return lone.peer();
  }

  /** Packets of sound sent to it. */
  public long soundReceived() {
    return received.sound;
  }

  /** Packets of pictures sent to it. */
  public long picturesReceived() {
    return received.pictures;
  }

  /** Packets of pictures sent to it in slot {@code index}. */
  public long picturesReceived(int index) {
    return received.bySlot[index];
  }

  /** What its slots show: whose and which. */
  public Set<String> shows() {
    Set<String> shown = new TreeSet<>();
    for (SlotMeaning slot : participant.subscriber().meanings()) {
      shown.add(slot.participant() + " " + slot.source());
    }
    return shown;
  }

  /** What it sends and receives, at the server. */
  public Participant participant() {
    return participant;
  }

  /** Whose picture it sees in which slot, or -1. */
  public int slotOf(CrowdMember other) {
    return participant.subscriber().meanings().stream()
        .filter(slot -> slot.source() == Source.CAMERA && slot.participant().equals(other.id))
        .mapToInt(slot -> Integer.parseInt(slot.mid().substring(1)))
        .findFirst()
        .orElse(-1);
  }

  /** How often a slot of anybody's looked at a packet of this one's. */
  public long examined() {
    return examined;
  }

  /** What leaves the server for it. */
  private final class Received implements Outbox {
    private final MemorySegment memory = MemorySegment.ofArray(new byte[Peer.PACKET_BYTES]);
    private final Span out = new Span();
    private final RtpView view = new RtpView();
    private final SrtpReceiver receiver = new SrtpReceiver(LonePeer.KEYS);
    private final long[] bySlot = new long[Subscriber.MAX_SLOTS];
    private long sound;
    private long pictures;
    private boolean broken;

    @Override
    public Span reserve(int capacityBytes) {
      if (broken) {
        broken = false;
        throw new IllegalStateException("broken on purpose");
      }
      return out.set(memory, 0, 0, capacityBytes);
    }

    @Override
    public void send(Span datagram, Flow to) {
      DatagramKind kind = DatagramKind.of(datagram);
      if (kind == DatagramKind.RTCP) {
        reports(datagram);
      } else if (kind == DatagramKind.RTP && view.wrap(datagram)) {
        count(view.ssrc());
      }
    }

    private void count(int ssrc) {
      int slot = ssrc - session.slotSsrc("v0");
      if (session.audio(ssrc)) {
        sound++;
      } else if (slot >= 0 && slot < bySlot.length) {
        pictures++;
        bySlot[slot]++;
      }
    }

    private void reports(Span datagram) {
      if (receiver.unprotectRtcp(datagram) == SrtpStatus.OK
          && RtcpReader.parse(datagram) instanceof RtcpParse.Parsed(List<RtcpPacket> packets)) {
        keyframeWanted |= packets.stream().anyMatch(Pli.class::isInstance);
      }
    }
  }
}
