package io.plenum.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers an offer in one step (RFC 8829, section 5.3): all sections on one transport (RFC 8843),
 * ICE lite with all candidates inside (RFC 8839), DTLS passive, unless the client is. What the
 * client sends is received; what it wants to receive becomes a <em>slot</em> with its own SSRCs,
 * whose meaning the signaling tells later.
 */
public final class Answerer {
  private final SessionDescription offer;
  private final AnswerParameters parameters;
  private final BundleTransport.Usable transport;
  private final SsrcSource ssrcs;
  private int audioSlots;
  private int videoSlots;

  private Answerer(
      SessionDescription offer, AnswerParameters parameters, BundleTransport.Usable transport) {
    this.offer = offer;
    this.parameters = parameters;
    this.transport = transport;
    this.ssrcs = new SsrcSource(parameters.random(), offer);
  }

  /**
   * Answers {@code offer}. Sections that cannot be carried are rejected one by one; refused is only
   * an offer whose transport we cannot use or of which nothing is left.
   */
  public static AnswerResult answer(SessionDescription offer, AnswerParameters parameters) {
    return switch (BundleTransport.of(offer)) {
      case BundleTransport.Unusable unusable -> new AnswerResult.Refused(unusable.reason());
      case BundleTransport.Usable usable -> new Answerer(offer, parameters, usable).answer();
    };
  }

  /**
   * The answer to a later offer of a session that changes no media, but perhaps the credentials
   * (RFC 8839, section 4.4.1.1.1): as before, slots and all.
   *
   * @param session what was agreed on the first offer
   * @param origin of this answer
   */
  public static String again(
      SessionDescription offer,
      AnswerParameters parameters,
      NegotiatedSession session,
      Origin origin) {
    return new AnswerWriter(offer, parameters, origin).write(session);
  }

  private AnswerResult answer() {
    List<NegotiatedMedia> accepted = new ArrayList<>();
    for (int index = 0; index < offer.media().size(); index++) {
      NegotiatedMedia media = negotiate(index, offer.media().get(index));
      if (media != null) {
        accepted.add(media);
      }
    }
    if (accepted.isEmpty()) {
      return new AnswerResult.Refused("no media section with a codec we carry");
    }
    NegotiatedSession session =
        new NegotiatedSession(
            transport.ice(),
            transport.fingerprints(),
            List.copyOf(accepted),
            transport.dtlsClient());
    Origin origin = Origin.first(parameters.random());
    String sdp = new AnswerWriter(offer, parameters, origin).write(session);
    return new AnswerResult.Answered(sdp, session, origin);
  }

  /** What is agreed on a section; null: rejected. */
  private NegotiatedMedia negotiate(int index, MediaSection section) {
    if (!BundleTransport.carriable(section) || !transport.carries(section)) {
      return null;
    }
    Direction direction = ours(section.direction());
    boolean slot = direction == Direction.SENDONLY;
    List<Codec> codecs =
        SectionPolicy.codecs(section, parameters.codecs(), SectionPolicy.feedback(section, slot));
    if (codecs.isEmpty()) {
      return null;
    }
    Map<String, Integer> extensions =
        SectionPolicy.extensions(section, codecs, slot).stream()
            .collect(Collectors.toUnmodifiableMap(Extmap::uri, Extmap::id));
    return slot
        ? slot(index, section, codecs, extensions)
        : received(index, section, direction, codecs, extensions);
  }

  /** We never send where we receive: who does both publishes, and receives in slots. */
  private static Direction ours(Direction offered) {
    return offered == Direction.SENDRECV ? Direction.RECVONLY : offered.reversed();
  }

  private NegotiatedMedia received(
      int index,
      MediaSection section,
      Direction direction,
      List<Codec> codecs,
      Map<String, Integer> extensions) {
    List<String> layers =
        direction == Direction.RECVONLY
            ? SectionPolicy.layers(section, codecs, extensions)
            : List.of();
    // Firefox names the SSRCs of all layers, but not which is whose: the rid on the wire says it.
    List<Integer> pair = layers.isEmpty() ? section.sentPair() : List.of();
    return new NegotiatedMedia(
        index,
        section.mid(),
        section.kind(),
        direction,
        codecs,
        extensions,
        layers,
        pair.isEmpty() ? null : pair.getFirst(),
        pair.size() < 2 ? null : pair.get(1),
        0,
        0,
        null);
  }

  private NegotiatedMedia slot(
      int index, MediaSection section, List<Codec> codecs, Map<String, Integer> extensions) {
    int place = section.kind() == MediaKind.AUDIO ? audioSlots++ : videoSlots++;
    boolean paired = place < parameters.pairedSlots();
    boolean retransmits = codecs.stream().anyMatch(codec -> codec.rtxPayloadType() >= 0);
    return new NegotiatedMedia(
        index,
        section.mid(),
        section.kind(),
        Direction.SENDONLY,
        codecs,
        extensions,
        List.of(),
        null,
        null,
        ssrcs.next(),
        retransmits ? ssrcs.next() : 0,
        paired ? "pair-" + place : "slot-" + index);
  }
}
