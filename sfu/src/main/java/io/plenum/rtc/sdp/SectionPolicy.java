package io.plenum.rtc.sdp;

import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.rtp.ExtensionUri;
import java.util.ArrayList;
import java.util.Comparator;
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

  private static final String TRANSPORT_CC = "transport-cc";

  private SectionPolicy() {}

  /**
   * Those of the offered codecs that {@code wanted} names; of several with one name the first in
   * the common form. Video in the offer's order, as that is the client's preference (RFC 3264,
   * section 6.1); audio in the order of {@code wanted}, which says whether redundancy comes first.
   * Redundancy is taken only of another codec that is. Empty if none carries media by itself.
   *
   * @param feedback the values we take
   */
  static List<Codec> codecs(MediaSection section, List<String> wanted, List<String> feedback) {
    List<Codec> agreed =
        wanted.stream()
            .map(name -> chosen(section, name))
            .filter(Objects::nonNull)
            .sorted(
                section.kind() == MediaKind.VIDEO
                    ? Comparator.comparingInt(section.codecs()::indexOf)
                    : (_, _) -> 0)
            .map(codec -> withFeedback(codec, feedback))
            .toList();
    List<Codec> usable = agreed.stream().filter(codec -> usable(codec, agreed)).toList();
    return usable.stream().allMatch(Codec::redundancy) ? List.of() : usable;
  }

  private static boolean usable(Codec codec, List<Codec> agreed) {
    return !codec.redundancy() || agreed.stream().anyMatch(codec::repeats);
  }

  private static Codec chosen(MediaSection section, String name) {
    return section.codecs().stream()
        .filter(codec -> codec.name().equalsIgnoreCase(name) && codec.common())
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

  /**
   * The feedback values we take on a section: RFC 4585, RFC 5104, transport-cc; on a slot of a
   * client that has no transport-cc its own estimate, REMB.
   */
  static List<String> feedback(MediaSection section, boolean slot) {
    List<String> values = new ArrayList<>(List.of("nack", "nack pli", TRANSPORT_CC));
    if (!slot) {
      values.add("ccm fir");
    } else if (!transportWide(section)) {
      values.add("goog-remb");
    }
    return values;
  }

  private static boolean transportWide(MediaSection section) {
    return section.codecs().stream().anyMatch(codec -> codec.feedback().contains(TRANSPORT_CC));
  }

  /** The header extensions we take, in the offer's order, with their offered directions. */
  static List<Extmap> extensions(MediaSection section, List<Codec> codecs, boolean slot) {
    Map<String, Extmap> agreed = new LinkedHashMap<>();
    for (Extmap offered : section.extensions()) {
      if (sendable(offered.id(), section)
          && (wanted(offered.uri(), section, slot)
              || (offered.uri().equals(ExtensionUri.DEPENDENCY_DESCRIPTOR)
                  && described(codecs, slot)))) {
        agreed.putIfAbsent(offered.uri(), offered);
      }
    }
    return List.copyOf(agreed.values());
  }

  private static boolean sendable(int id, MediaSection section) {
    return id <= LAST_SHORT_ID || (id != RESERVED_ID && section.transport().extmapAllowMixed());
  }

  /**
   * Whether dependency descriptors are taken: where frames may be described by nothing else. Not
   * from who will send VP8, because libwebrtc then leaves picture ids and temporal layers out of
   * its payloads.
   */
  private static boolean described(List<Codec> codecs, boolean slot) {
    boolean needed =
        codecs.stream()
            .map(codec -> VideoCodec.of(codec.name()))
            .anyMatch(codec -> codec == VideoCodec.AV1 || codec == VideoCodec.H264);
    return needed && (slot || VideoCodec.of(codecs.getFirst().name()) != VideoCodec.VP8);
  }

  private static boolean wanted(String uri, MediaSection section, boolean slot) {
    return switch (uri) {
      case ExtensionUri.MID, ExtensionUri.TRANSPORT_SEQUENCE -> true;
      // Who estimates by transport-wide numbers has no use for another time in each packet.
      case ExtensionUri.ABS_SEND_TIME -> slot && !transportWide(section);
      case ExtensionUri.RID, ExtensionUri.REPAIRED_RID -> !slot;
      case ExtensionUri.AUDIO_LEVEL -> section.kind() == MediaKind.AUDIO;
      case ExtensionUri.VIDEO_ORIENTATION -> section.kind() == MediaKind.VIDEO;
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
