package io.plenum.sfu.loop;

import io.plenum.rtc.dtls.DtlsCertificate;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.sdp.AnswerParameters;
import io.plenum.rtc.sdp.AnswerResult;
import io.plenum.rtc.sdp.Answerer;
import io.plenum.rtc.sdp.SdpParse;
import io.plenum.rtc.sdp.SdpParser;
import io.plenum.rtc.sdp.SessionDescription;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.SourceNaming;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Answers offers: reads one, claims a place on the loop of its room, asks the loop to let its
 * sender in, and writes the answer to what then holds. Text work is done on the caller's thread,
 * but an answer to a repeated offer is written on the common pool.
 *
 * <p>Any thread may call.
 */
final class Negotiation {
  /** Codecs carried, most wanted first: sound is published with redundancy where it can be. */
  private static final List<String> CODECS = List.of("VP8", "VP9", "AV1", "H264", "red", "opus");

  /** Audio and video slots that share a stream, so that lips and voice stay in step. */
  private static final int PAIRED_SLOTS = 4;

  private final DtlsCertificate certificate;
  private final SecureRandom random;
  private final List<MediaLoop> loops;
  private final Placement<MediaLoop> placement;
  private final Reachability reachability;

  /** A negotiation for rooms that {@code placement} puts on one of {@code loops}. */
  Negotiation(
      DtlsCertificate certificate,
      SecureRandom random,
      List<MediaLoop> loops,
      Placement<MediaLoop> placement,
      Reachability reachability) {
    this.certificate = certificate;
    this.random = random;
    this.loops = loops;
    this.placement = placement;
    this.reachability = reachability;
  }

  /** Who wants to enter, and how; see {@link MediaServer#join}. */
  record Entry(
      String room,
      ParticipantId participant,
      Map<String, Source> sources,
      Set<Source> allowed,
      ParticipantListener listener) {}

  /** Answers {@code sdpOffer}; see {@link MediaServer#join}. */
  CompletableFuture<String> answer(String sdpOffer, Entry entry) {
    return switch (SdpParser.parse(sdpOffer)) {
      case SdpParse.Rejected rejected ->
          refused("line " + rejected.line() + " of the offer: " + rejected.reason());
      case SdpParse.Parsed parsed -> answer(parsed.description(), entry);
    };
  }

  private CompletableFuture<String> answer(SessionDescription offer, Entry entry) {
    Placement.Shard<MediaLoop> shard = placement.claim(entry.room(), entry.participant(), entry);
    if (shard == null) {
      return CompletableFuture.failedFuture(new RoomRefusedException());
    }
    MediaLoop loop = shard.loop();
    boolean posted = false;
    try {
      IceCredentials ice = IceCredentials.placed(loops.indexOf(loop), random);
      switch (Answerer.answer(offer, parameters(loop, ice))) {
        case AnswerResult.Refused refusal -> {
          return refused(refusal.reason());
        }
        case AnswerResult.Answered answered -> {
          Agreement offered =
              new Agreement(offer.origin(), ice, answered.session(), answered.origin());
          LoopCommand.Join join = join(entry, shard.number(), offered);
          posted = loop.post(join);
          return posted
              ? join.entered()
                  .thenCompose(
                      agreed ->
                          agreed.equals(offered)
                              ? CompletableFuture.completedFuture(answered.sdp())
                              : again(loop, offer, agreed))
              : overloaded();
        }
      }
    } finally {
      if (!posted) {
        placement.release(entry.room(), entry);
      }
    }
  }

  /** An offer of a session that goes on; the loop has better to do than to write its answer. */
  private CompletableFuture<String> again(
      MediaLoop loop, SessionDescription offer, Agreement agreed) {
    return CompletableFuture.supplyAsync(
        () ->
            Answerer.again(
                offer, parameters(loop, agreed.localIce()), agreed.session(), agreed.answer()));
  }

  private LoopCommand.Join join(Entry entry, int shard, Agreement offered) {
    return new LoopCommand.Join(
        entry.room(),
        shard,
        () -> placement.admit(entry.room(), entry),
        entry.participant(),
        offered,
        SourceNaming.complete(offered.session(), entry.sources()),
        Set.copyOf(entry.allowed()),
        new GuardedListener(entry.listener()),
        new CompletableFuture<>(),
        () -> placement.release(entry.room(), entry));
  }

  private AnswerParameters parameters(MediaLoop loop, IceCredentials ice) {
    return new AnswerParameters(
        ice,
        certificate.fingerprint(),
        reachability.candidates(loop),
        CODECS,
        random,
        PAIRED_SLOTS);
  }

  private static CompletableFuture<String> overloaded() {
    return CompletableFuture.failedFuture(
        new MediaOverloadedException("the media plane has too much to do"));
  }

  private static CompletableFuture<String> refused(String reason) {
    return CompletableFuture.failedFuture(new OfferRefusedException(reason));
  }
}
