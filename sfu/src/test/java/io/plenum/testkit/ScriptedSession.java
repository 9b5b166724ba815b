package io.plenum.testkit;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scripted peer and the server agreed on, without the detour over SDP. Payload types and
 * extension ids differ from peer to peer, as they do between browsers.
 */
public final class ScriptedSession {
  /** Section names of what is published. */
  public static final Map<String, Source> SOURCES =
      Map.of("m", Source.MICROPHONE, "c", Source.CAMERA, "s", Source.SCREEN);

  /** Id of the time of sending, in slots with pictures of whoever estimates by it. */
  public static final int SEND_TIME_ID = 16;

  private static final int RID_ID = 14;
  private static final int REPAIRED_RID_ID = 15;

  private final int number;
  private final int audioSlots;
  private final int videoSlots;
  private final List<String> rids;
  private String slotFeedback = "nack";
  private boolean sendsRedundancy;
  private boolean takesRedundancy;
  private boolean repairsSound;
  private Simulcast simulcast = Simulcast.USUAL;

  /** The session of peer {@code number}, 0 to 30, with so many slots. */
  public ScriptedSession(int number, int audioSlots, int videoSlots) {
    this(number, audioSlots, videoSlots, List.of());
  }

  /** The same with a camera in the encodings {@code rids}. */
  public ScriptedSession(int number, int audioSlots, int videoSlots, List<String> rids) {
    this.rids = rids;
    this.number = number;
    this.audioSlots = audioSlots;
    this.videoSlots = videoSlots;
  }

  /**
   * Its receiver tells what its link takes: {@code transport-cc}, or {@code goog-remb}, by the time
   * at which pictures leave.
   */
  public ScriptedSession telling(String feedback) {
    slotFeedback = feedback;
    return this;
  }

  /** Its camera, if it has rids, sends these encodings, one for each. */
  public ScriptedSession sending(Simulcast next) {
    simulcast = next;
    return this;
  }

  /** What its camera sends. */
  Simulcast simulcast() {
    return simulcast;
  }

  /** It sends and takes sound with redundancy (RFC 2198). */
  public ScriptedSession redundant(boolean sends, boolean takes) {
    sendsRedundancy = sends;
    takesRedundancy = takes;
    return this;
  }

  /** Sound may be asked for again, too. */
  public ScriptedSession repairingSound() {
    repairsSound = true;
    return this;
  }

  /** The agreement, for a peer whose ICE credentials are {@code remote}. */
  public NegotiatedSession negotiated(IceCredentials remote) {
    List<NegotiatedMedia> media = new ArrayList<>();
    media.add(published("m", MediaKind.AUDIO, 0));
    media.add(published("c", MediaKind.VIDEO, 1));
    media.add(published("s", MediaKind.VIDEO, 2));
    for (int i = 0; i < audioSlots; i++) {
      media.add(slot("a" + i, MediaKind.AUDIO, 10 + i));
    }
    for (int i = 0; i < videoSlots; i++) {
      media.add(slot("v" + i, MediaKind.VIDEO, 40 + i));
    }
    return new NegotiatedSession(remote, List.of(), media);
  }

  private NegotiatedMedia published(String mid, MediaKind kind, int index) {
    return new NegotiatedMedia(
        index,
        mid,
        kind,
        Direction.RECVONLY,
        codecs(kind, sendsRedundancy),
        mid.equals("c") ? cameraExtensions() : extensions(kind),
        mid.equals("c") ? rids : List.of(),
        null,
        null,
        0,
        0,
        null);
  }

  private NegotiatedMedia slot(String mid, MediaKind kind, int index) {
    int ssrc = slotSsrc(mid);
    int rtxSsrc = kind == MediaKind.VIDEO ? ssrc + 1_000_000 : 0;
    return new NegotiatedMedia(
        index,
        mid,
        kind,
        Direction.SENDONLY,
        codecs(kind, takesRedundancy).stream().map(this::telling).toList(),
        slotExtensions(kind),
        List.of(),
        null,
        null,
        ssrc,
        rtxSsrc,
        "stream-" + mid);
  }

  private List<Codec> codecs(MediaKind kind, boolean redundant) {
    return redundant && kind == MediaKind.AUDIO
        ? List.of(redundancy(), codec(kind))
        : List.of(codec(kind));
  }

  private Codec telling(Codec codec) {
    List<String> feedback = new ArrayList<>(codec.feedback());
    feedback.remove("transport-cc");
    feedback.add(slotFeedback);
    return new Codec(
        codec.payloadType(),
        codec.name(),
        codec.clockRate(),
        codec.channels(),
        codec.fmtp(),
        codec.rtxPayloadType(),
        feedback);
  }

  /** The SSRC that the server sends slot {@code mid} with. */
  public int slotSsrc(String mid) {
    int kind = mid.charAt(0) == 'v' ? 500 : 0;
    return 10_000 * (number + 1) + kind + Integer.parseInt(mid.substring(1));
  }

  /** Whether the server sends sound with {@code ssrc}. */
  boolean audio(int ssrc) {
    return ssrc >= slotSsrc("a0") && ssrc < slotSsrc("v0");
  }

  /** The codec of either kind under this peer's payload types. */
  public Codec codec(MediaKind kind) {
    return kind == MediaKind.AUDIO
        ? new Codec(64 + number, "opus", 48_000, 2, "", -1, soundFeedback())
        : new Codec(
            96 + number % 16,
            "VP8",
            90_000,
            1,
            "",
            112 + number % 16,
            List.of("nack", "nack pli", "transport-cc"));
  }

  private List<String> soundFeedback() {
    return repairsSound ? List.of("nack", "transport-cc") : List.of("transport-cc");
  }

  /** Redundant audio of the codec of sound. */
  public Codec redundancy() {
    int sound = codec(MediaKind.AUDIO).payloadType();
    return new Codec(
        33 + number % 16, "red", 48_000, 2, sound + "/" + sound, -1, List.of("transport-cc"));
  }

  /** Whether it sends sound with redundancy. */
  boolean sendsRedundancy() {
    return sendsRedundancy;
  }

  /** Slots with sound. */
  int audioSlots() {
    return audioSlots;
  }

  /** Slots with pictures. */
  int videoSlots() {
    return videoSlots;
  }

  /** Encodings of the camera; empty: one without a name. */
  List<String> rids() {
    return rids;
  }

  /** Header extensions of the camera: its encodings have names. */
  public Map<String, Integer> cameraExtensions() {
    Map<String, Integer> all = new HashMap<>(extensions(MediaKind.VIDEO));
    all.put(ExtensionUri.RID, RID_ID);
    all.put(ExtensionUri.REPAIRED_RID, REPAIRED_RID_ID);
    return Map.copyOf(all);
  }

  private Map<String, Integer> slotExtensions(MediaKind kind) {
    Map<String, Integer> all = new HashMap<>(extensions(kind));
    if (kind == MediaKind.VIDEO && slotFeedback.equals("goog-remb")) {
      all.put(ExtensionUri.ABS_SEND_TIME, SEND_TIME_ID);
    }
    return Map.copyOf(all);
  }

  /** Header extensions under this peer's ids. */
  public Map<String, Integer> extensions(MediaKind kind) {
    int shift = number % 4;
    return kind == MediaKind.AUDIO
        ? Map.of(
            ExtensionUri.AUDIO_LEVEL,
            1 + shift,
            ExtensionUri.TRANSPORT_SEQUENCE,
            6 + shift,
            ExtensionUri.MID,
            10 + shift)
        : Map.of(
            ExtensionUri.VIDEO_ORIENTATION,
            2 + shift,
            ExtensionUri.TRANSPORT_SEQUENCE,
            6 + shift,
            ExtensionUri.MID,
            10 + shift);
  }
}
