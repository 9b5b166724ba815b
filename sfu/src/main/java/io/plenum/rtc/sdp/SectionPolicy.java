package io.plenum.rtc.sdp;

import io.plenum.rtc.rtp.ExtensionUri;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What of one offered section we take: codecs, feedback, header extensions, layers. Pure. */
final class SectionPolicy {

  /** The last id of the one-byte form (RFC 8285, section 4.2). */
  private static final int LAST_SHORT_ID = 14;

  /** The one-byte form's escape: usable in neither form when they are mixed. */
  private static final int RESERVED_ID = 15;

  /** Redundant audio (RFC 2198) is an addition to a codec, not one of its own. */
  private static final String REDUNDANCY = "red";

  private SectionPolicy() {}

  /**
   * Those of the offered codecs that {@code wanted} names, in that order; of several with one name
   * the first. Empty if none carries media by itself.
   *
   * @param feedback the values we take
   */
  static List<Codec> codecs(MediaSection section, List<String> wanted, List<String> feedback) {
    List<Codec> agreed =
        wanted.stream()
            .map(name -> named(section, name))
            .filter(Objects::nonNull)
            .map(codec -> withFeedback(codec, feedback))
            .toList();
    boolean carriesMedia = agreed.stream().anyMatch(c -> !c.name().equalsIgnoreCase(REDUNDANCY));
    return carriesMedia ? agreed : List.of();
  }

  private static Codec named(MediaSection section, String name) {
    return section.codecs().stream()
        .filter(codec -> codec.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  private static Codec withFeedback(Codec codec, List<String> feedback) {
    List<String> agreed = codec.feedback().stream().filter(feedback::contains).toList();
    return new Codec(
        codec.payloadType(),
        codec.name(),
        codec.clockRate(),
        codec.channels(),
        codec.fmtp(),
        codec.rtxPayloadType(),
        agreed);
  }

  /** The feedback values we take on a section: RFC 4585, RFC 5104, and transport-cc. */
  static List<String> feedback(boolean slot, boolean slotTransportCc) {
    List<String> values = new ArrayList<>(List.of("nack", "nack pli"));
    if (!slot) {
      values.add("ccm fir");
    }
    if (!slot || slotTransportCc) {
      values.add("transport-cc");
    }
    return values;
  }

  /** The header extensions we take, in the offer's order, with their offered directions. */
  static List<Extmap> extensions(MediaSection section, boolean slot, boolean slotTransportCc) {
    Map<String, Extmap> agreed = new LinkedHashMap<>();
    for (Extmap offered : section.extensions()) {
      if (sendable(offered.id(), section)
          && wanted(offered.uri(), section.kind(), slot, slotTransportCc)) {
        agreed.putIfAbsent(offered.uri(), offered);
      }
    }
    return List.copyOf(agreed.values());
  }

  private static boolean sendable(int id, MediaSection section) {
    return id <= LAST_SHORT_ID || (id != RESERVED_ID && section.transport().extmapAllowMixed());
  }

  private static boolean wanted(String uri, MediaKind kind, boolean slot, boolean slotTransportCc) {
    return switch (uri) {
      case ExtensionUri.MID -> true;
      case ExtensionUri.RID, ExtensionUri.REPAIRED_RID -> !slot;
      case ExtensionUri.TRANSPORT_SEQUENCE -> !slot || slotTransportCc;
      case ExtensionUri.AUDIO_LEVEL -> kind == MediaKind.AUDIO;
      case ExtensionUri.VIDEO_ORIENTATION -> kind == MediaKind.VIDEO;
      default -> false;
    };
  }

  /**
   * The simulcast layers we take, in the offer's order; empty: one encoding. Without the mid and
   * rid extensions layers cannot be told apart, so none is taken.
   */
  static List<String> layers(
      MediaSection section, List<Codec> codecs, Map<String, Integer> extensions) {
    if (!extensions.containsKey(ExtensionUri.MID) || !extensions.containsKey(ExtensionUri.RID)) {
      return List.of();
    }
    return section.simulcastSend().stream()
        .filter(id -> section.rids().stream().anyMatch(rid -> usable(rid, id, codecs)))
        .limit(SdpLimits.MAX_LAYERS)
        .toList();
  }

  private static boolean usable(Rid rid, String id, List<Codec> codecs) {
    boolean codecAllowed =
        rid.payloadTypes().isEmpty()
            || codecs.stream().anyMatch(codec -> rid.payloadTypes().contains(codec.payloadType()));
    return rid.send() && rid.id().equals(id) && codecAllowed;
  }
}
