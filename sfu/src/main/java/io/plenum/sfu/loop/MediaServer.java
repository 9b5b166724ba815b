package io.plenum.sfu.loop;

import io.plenum.rtc.dtls.DtlsCertificate;
import io.plenum.rtc.dtls.DtlsHandshake;
import io.plenum.rtc.dtls.DtlsWarmUp;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.ice.IceWarmUp;
import io.plenum.rtc.sdp.AnswerParameters;
import io.plenum.rtc.sdp.AnswerResult;
import io.plenum.rtc.sdp.Answerer;
import io.plenum.rtc.sdp.Candidate;
import io.plenum.rtc.sdp.SdpParse;
import io.plenum.rtc.sdp.SdpParser;
import io.plenum.rtc.sdp.SessionDescription;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.net.DatagramEdge;
import io.plenum.sfu.net.LocalSocket;
import io.plenum.sfu.publish.SourceNaming;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.room.Wish;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media plane of one process: takes offers, answers them, and forwards media between the
 * participants of each room until they leave.
 *
 * <p>Any thread may call; nothing here blocks. Rooms and participants are named by their owner;
 * names are opaque. Text work (parsing an offer, writing an answer) is done on the caller's thread,
 * everything else on the loop that owns the room.
 */
public final class MediaServer implements AutoCloseable {
  /** Codecs carried, most wanted first. */
  private static final List<String> CODECS = List.of("VP8", "opus");

  /** SRTP profiles, most wanted first (REQUIREMENTS S-2). */
  private static final List<SrtpProfile> PROFILES =
      List.of(
          SrtpProfile.AEAD_AES_256_GCM,
          SrtpProfile.AEAD_AES_128_GCM,
          SrtpProfile.AES128_CM_HMAC_SHA1_80);

  /** Audio and video slots that share a stream, so that lips and voice stay in step. */
  private static final int PAIRED_SLOTS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);

  private final MediaConfig config;
  private final DtlsCertificate certificate;
  private final SecureRandom random = new SecureRandom();
  private final Placement placement;

  private final List<MediaLoop> loops = new ArrayList<>();

  private MediaServer(MediaConfig config) throws IOException {
    this.config = config;
    this.certificate = DtlsCertificate.generate(random, Instant.now());
    try {
      for (int i = 0; i < config.loops(); i++) {
        int port = config.port() == 0 ? 0 : config.port() + i;
        DatagramEdge edge = DatagramEdge.open(config.addresses(), port);
        loops.add(new MediaLoop(i, edge, new RoomParameters(random), this::accept));
      }
    } catch (IOException unbound) {
      loops.forEach(MediaLoop::close);
      throw unbound;
    }
    this.placement = new Placement(loops);
  }

  /**
   * Binds the sockets, starts the loops, and warms up what the first participant needs.
   *
   * @throws IOException if a port cannot be bound; the message names address and port
   */
  public static MediaServer start(MediaConfig config) throws IOException {
    IceWarmUp.run();
    MediaServer server = new MediaServer(config);
    DtlsWarmUp.run(server.certificate)
        .exceptionally(
            failure -> {
              LOG.error("no DTLS handshake is possible on this machine", failure);
              return null;
            });
    server.loops.forEach(MediaLoop::start);
    return server;
  }

  private DtlsHandshake accept(MediaLoop.DtlsRequest request) {
    return DtlsHandshake.accept(certificate, request.expected(), PROFILES, request.listener());
  }

  /**
   * Answers an offer and makes a place in the room; a participant who is there already gets a new
   * transport in place of the old one.
   *
   * @param sdpOffer the client's description
   * @param sources what each published section carries, by mid; a section that is not named gets
   *     the first source of its kind that is free
   * @param allowed what may be forwarded from the start; see {@link #sources}
   * @return the answer; fails with {@link OfferRefusedException} or {@link
   *     MediaOverloadedException}. Completes on the loop's thread: do not block in what follows.
   */
  public CompletableFuture<String> join(
      String room,
      ParticipantId participant,
      String sdpOffer,
      Map<String, Source> sources,
      Set<Source> allowed,
      ParticipantListener listener) {
    return switch (SdpParser.parse(sdpOffer)) {
      case SdpParse.Rejected rejected ->
          refused("line " + rejected.line() + " of the offer: " + rejected.reason());
      case SdpParse.Parsed parsed ->
          answer(parsed.description(), new Entry(room, participant, sources, allowed, listener));
    };
  }

  /** Who wants to enter, and how. */
  private record Entry(
      String room,
      ParticipantId participant,
      Map<String, Source> sources,
      Set<Source> allowed,
      ParticipantListener listener) {}

  private CompletableFuture<String> answer(SessionDescription offer, Entry entry) {
    MediaLoop loop = placement.enter(entry.room(), entry.participant(), entry);
    IceCredentials ice = IceCredentials.random(random);
    return switch (Answerer.answer(offer, parameters(loop, ice))) {
      case AnswerResult.Refused refusal -> {
        placement.lost(entry.room(), entry.participant(), entry);
        yield refused(refusal.reason());
      }
      case AnswerResult.Answered answered -> enter(loop, entry, ice, answered);
    };
  }

  private CompletableFuture<String> enter(
      MediaLoop loop, Entry entry, IceCredentials ice, AnswerResult.Answered answered) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    LoopCommand.Join join =
        new LoopCommand.Join(
            entry.room(),
            entry.participant(),
            ice,
            answered.session(),
            SourceNaming.complete(answered.session(), entry.sources()),
            entry.allowed(),
            new PlacedListener(entry),
            done);
    if (!loop.post(join)) {
      placement.lost(entry.room(), entry.participant(), entry);
      return CompletableFuture.failedFuture(
          new MediaOverloadedException("the media plane has too much to do"));
    }
    return done.thenApply(_ -> answered.sdp());
  }

  private static CompletableFuture<String> refused(String reason) {
    return CompletableFuture.failedFuture(new OfferRefusedException(reason));
  }

  /** A participant goes; unknown ones are ignored. */
  public void leave(String room, ParticipantId participant) {
    MediaLoop loop = placement.leave(room, participant);
    if (loop != null) {
      loop.post(new LoopCommand.Leave(room, participant));
    }
  }

  /** A room ends for all who are in it. */
  public void close(String room) {
    MediaLoop loop = placement.close(room);
    if (loop != null) {
      loop.post(new LoopCommand.CloseRoom(room));
    }
  }

  /** Which sources of a participant may be forwarded: here mute is enforced. */
  public void sources(String room, ParticipantId participant, Set<Source> allowed) {
    MediaLoop loop = placement.loop(room);
    if (loop != null) {
      loop.post(new LoopCommand.Allow(room, participant, Set.copyOf(allowed)));
    }
  }

  /** What a participant shows, most wanted first; an empty list leaves the choice to the room. */
  public void view(String room, ParticipantId participant, List<Wish> wishes) {
    MediaLoop loop = placement.loop(room);
    if (loop != null) {
      loop.post(new LoopCommand.View(room, participant, List.copyOf(wishes)));
    }
  }

  /** Figures of all loops, at most a second old. */
  public MediaSnapshot snapshot() {
    return new MediaSnapshot(loops.stream().map(MediaLoop::snapshot).toList());
  }

  /**
   * Every reason for which datagrams may be rejected; the keys of {@link LoopSnapshot#rejected}.
   */
  public Set<String> rejectReasons() {
    return LoopCounters.REASONS;
  }

  /** Whether all loops run. */
  public boolean running() {
    return loops.stream().allMatch(MediaLoop::running);
  }

  /** Ends all rooms, loops and sockets; waits for them. */
  @Override
  public void close() {
    loops.forEach(MediaLoop::close);
  }

  private AnswerParameters parameters(MediaLoop loop, IceCredentials ice) {
    return new AnswerParameters(
        ice, certificate.fingerprint(), candidates(loop), CODECS, random, PAIRED_SLOTS);
  }

  private List<Candidate> candidates(MediaLoop loop) {
    List<Candidate> candidates = new ArrayList<>();
    int port = loop.sockets().getFirst().address().getPort();
    config
        .publicAddress()
        .ifPresent(
            address -> candidates.add(Candidate.host(new InetSocketAddress(address, port), 0)));
    for (LocalSocket socket : loop.sockets()) {
      candidates.add(Candidate.host(socket.address(), candidates.size()));
    }
    return candidates;
  }

  /** Gives the place in the room back when the transport is lost. */
  private final class PlacedListener implements ParticipantListener {
    private final Entry entry;

    PlacedListener(Entry entry) {
      this.entry = entry;
    }

    @Override
    public void connected() {
      entry.listener().connected();
    }

    @Override
    public void lost() {
      placement.lost(entry.room(), entry.participant(), entry);
      entry.listener().lost();
    }

    @Override
    public void slots(List<SlotMeaning> all) {
      entry.listener().slots(all);
    }

    @Override
    public void speaker(ParticipantId participantOrNull) {
      entry.listener().speaker(participantOrNull);
    }
  }
}
