package io.plenum.signaling.stream;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.MediaSection;
import io.plenum.rtc.sdp.SdpParse;
import io.plenum.rtc.sdp.SdpParser;
import io.plenum.rtc.sdp.SessionDescription;
import io.plenum.signaling.stream.StreamRefused.Reason;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An offer that WHIP or WHEP allows, before anybody took a seat for it.
 *
 * @param sdp what the media node is asked to answer
 * @param audio sections of sound
 * @param video sections of pictures
 * @param ice the client's credentials; null if the offer has none, which the media node refuses
 */
record StreamOffer(String sdp, int audio, int video, IceCredentials ice) {

  /** Sections of a kind that a viewer may ask for: as many as our own page shows. */
  static final int VIEWED = 9;

  /** RFC 9725, section 4.4.2: one stream, of one track of each kind. */
  private static final int PUBLISHED = 1;

  /**
   * Reads an offer.
   *
   * @throws StreamRefused when it is no description, or not one for this scope
   */
  static StreamOffer read(String sdp, StreamScope scope) {
    return switch (SdpParser.parse(sdp)) {
      case SdpParse.Rejected rejected ->
          throw new StreamRefused(
              Reason.MALFORMED,
              "Line " + rejected.line() + " of the offer: " + rejected.reason() + ".");
      case SdpParse.Parsed parsed when scope == StreamScope.PUBLISH ->
          published(sdp, parsed.description());
      case SdpParse.Parsed parsed -> viewed(sdp, parsed.description());
    };
  }

  private static StreamOffer published(String sdp, SessionDescription offer) {
    // RFC 9725, section 4.2: sendonly, or sendrecv from those who cannot say it.
    require(offer, List.of(Direction.SENDONLY, Direction.SENDRECV), "WHIP only sends");
    return checked(sdp, offer, PUBLISHED);
  }

  /** draft-ietf-wish-whep-02, section 4.2: a viewer may say sendrecv and means recvonly. */
  private static StreamOffer viewed(String sdp, SessionDescription offer) {
    boolean both =
        offer.media().stream().anyMatch(section -> section.direction() == Direction.SENDRECV);
    if (both && sdp.contains("a=sendrecv")) {
      return read(sdp.replace("a=sendrecv", "a=recvonly"), StreamScope.VIEW);
    }
    require(offer, List.of(Direction.RECVONLY), "WHEP only receives");
    return checked(sdp, offer, VIEWED);
  }

  private static void require(SessionDescription offer, List<Direction> directions, String why) {
    boolean wrong =
        offer.media().stream()
            .filter(section -> section.kind() != MediaKind.OTHER)
            .anyMatch(section -> !directions.contains(section.direction()));
    if (wrong) {
      String right = directions.stream().map(Direction::text).collect(Collectors.joining(" or "));
      throw new StreamRefused(
          Reason.UNUSABLE_OFFER, why + ": each section of the offer must be " + right + ".");
    }
  }

  private static StreamOffer checked(String sdp, SessionDescription offer, int limit) {
    StreamOffer read =
        new StreamOffer(
            sdp, count(offer, MediaKind.AUDIO), count(offer, MediaKind.VIDEO), ice(offer));
    if (read.audio + read.video == 0) {
      throw new StreamRefused(Reason.UNUSABLE_OFFER, "The offer has neither audio nor video.");
    }
    if (read.audio > limit || read.video > limit) {
      throw new StreamRefused(
          Reason.UNUSABLE_OFFER, "The offer has more than " + limit + " sections of a kind.");
    }
    return read;
  }

  private static int count(SessionDescription offer, MediaKind kind) {
    return (int) offer.media().stream().filter(section -> section.kind() == kind).count();
  }

  private static IceCredentials ice(SessionDescription offer) {
    return offer.media().stream()
        .map(MediaSection::transport)
        .map(MediaSection.Transport::ice)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
