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

  private final int number;
  private final int audioSlots;
  private final int videoSlots;

  /** The session of peer {@code number}, 0 to 30, with so many slots. */
  public ScriptedSession(int number, int audioSlots, int videoSlots) {
    this.number = number;
    this.audioSlots = audioSlots;
    this.videoSlots = videoSlots;
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
        List.of(codec(kind)),
        extensions(kind),
        List.of(),
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
        List.of(codec(kind)),
        extensions(kind),
        List.of(),
        null,
        null,
        ssrc,
        rtxSsrc,
        "stream-" + mid);
  }

  /** The SSRC that the server sends slot {@code mid} with. */
  public int slotSsrc(String mid) {
    int kind = mid.charAt(0) == 'v' ? 500 : 0;
    return 10_000 * (number + 1) + kind + Integer.parseInt(mid.substring(1));
  }

  /** The codec of either kind under this peer's payload types. */
  public Codec codec(MediaKind kind) {
    return kind == MediaKind.AUDIO
        ? new Codec(64 + number, "opus", 48_000, 2, "", -1, List.of("transport-cc"))
        : new Codec(
            96 + number % 16,
            "VP8",
            90_000,
            1,
            "",
            112 + number % 16,
            List.of("nack", "nack pli", "transport-cc"));
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
