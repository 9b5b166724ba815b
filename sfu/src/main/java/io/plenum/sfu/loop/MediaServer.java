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
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.rtc.sdp.SdpParse;
import io.plenum.rtc.sdp.SdpParser;
import io.plenum.rtc.sdp.SessionDescription;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.net.LocalSocket;
import io.plenum.sfu.net.MediaEdge;
import io.plenum.sfu.publish.SourceNaming;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.room.Wish;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
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
  private final List<MediaLoop> loops = new ArrayList<>();
  private final Placement<MediaLoop> placement;
  private final Adoption adoption = new Adoption(loops);
  private volatile List<InetSocketAddress> elsewhere = List.of();

  private MediaServer(MediaConfig config, LongSupplier clock, int maxParticipants)
      throws IOException {
    this.config = config;
    this.certificate = DtlsCertificate.generate(random, Instant.now());
    RoomParameters rooms = new RoomParameters(maxParticipants, random);
    try {
      for (int i = 0; i < config.loops(); i++) {
        int port = config.port() == 0 ? 0 : config.port() + i;
        OptionalInt tcpPort = config.tcp() ? OptionalInt.of(port) : OptionalInt.empty();
        MediaEdge edge = MediaEdge.open(config.addresses(), port, tcpPort);
        loops.add(new MediaLoop(i, edge, clock, rooms, this::accept));
      }
    } catch (IOException unbound) {
      loops.forEach(MediaLoop::close);
      throw unbound;
    }
    this.placement = new Placement<>(loops, MediaLoop::running);
  }

  /**
   * Binds the sockets, starts the loops, and warms up what the first participant needs.
   *
   * @throws IOException if a port cannot be bound; the message names address and port
   */
  public static MediaServer start(MediaConfig config) throws IOException {
    return start(config, System::nanoTime, RoomParameters.DEFAULT_MAX_PARTICIPANTS);
  }

  /** {@link #start(MediaConfig)} with a clock, in monotonic ns, and a room's limit of one's own. */
  static MediaServer start(MediaConfig config, LongSupplier clock, int maxParticipants)
      throws IOException {
    IceWarmUp.run();
    MediaServer server = new MediaServer(config, clock, maxParticipants);
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
    MediaLoop loop = placement.claim(entry.room(), entry);
    boolean posted = false;
    try {
      IceCredentials ice = IceCredentials.placed(loops.indexOf(loop), random);
      switch (Answerer.answer(offer, parameters(loop, ice))) {
        case AnswerResult.Refused refusal -> {
          return refused(refusal.reason());
        }
        case AnswerResult.Answered answered -> {
          LoopCommand.Join join = join(entry, ice, answered.session());
          posted = loop.post(join);
          return posted ? join.entered().thenApply(_ -> answered.sdp()) : overloaded();
        }
      }
    } finally {
      if (!posted) {
        placement.release(entry.room(), entry);
      }
    }
  }

  private LoopCommand.Join join(Entry entry, IceCredentials ice, NegotiatedSession session) {
    return new LoopCommand.Join(
        entry.room(),
        entry.participant(),
        ice,
        session,
        SourceNaming.complete(session, entry.sources()),
        Set.copyOf(entry.allowed()),
        new GuardedListener(entry.listener()),
        new CompletableFuture<>(),
        () -> placement.release(entry.room(), entry));
  }

  private static CompletableFuture<String> overloaded() {
    return CompletableFuture.failedFuture(
        new MediaOverloadedException("the media plane has too much to do"));
  }

  private static CompletableFuture<String> refused(String reason) {
    return CompletableFuture.failedFuture(new OfferRefusedException(reason));
  }

  /**
   * Where else TCP connections are accepted for us, most wanted first: told to those who join from
   * now on, after our own ports. What comes there is brought by {@link #adopt}.
   */
  public void acceptedElsewhere(List<InetSocketAddress> addresses) {
    elsewhere = List.copyOf(addresses);
  }

  /**
   * Takes over a connection that was accepted elsewhere; it is closed if it is for nobody here.
   *
   * @param connection not blocking
   * @param first what was read of it: a whole packet with its length (RFC 4571), perhaps more
   */
  public void adopt(SocketChannel connection, byte[] first) {
    adoption.adopt(connection, first);
  }

  /** A participant goes; unknown ones are ignored. */
  public void leave(String room, ParticipantId participant) {
    post(room, new LoopCommand.Leave(room, participant));
  }

  /** A room ends for all who are in it; they are not told. */
  public void close(String room) {
    post(room, new LoopCommand.CloseRoom(room));
  }

  /** Which sources of a participant may be forwarded: here mute is enforced. */
  public void sources(String room, ParticipantId participant, Set<Source> allowed) {
    post(room, new LoopCommand.Allow(room, participant, Set.copyOf(allowed)));
  }

  /**
   * What a participant shows, most wanted first; an empty list leaves the choice to the room. Under
   * too much load it is dropped, and the earlier view stays.
   */
  public void view(String room, ParticipantId participant, List<Wish> wishes) {
    post(room, new LoopCommand.View(room, participant, List.copyOf(wishes)));
  }

  private void post(String room, LoopCommand command) {
    MediaLoop loop = placement.loop(room);
    if (loop != null && !loop.post(command) && loop.running()) {
      LOG.warn("the media plane is busy: dropped {}", command.getClass().getSimpleName());
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
    loops.forEach(MediaLoop::stop);
    loops.forEach(MediaLoop::close);
  }

  private AnswerParameters parameters(MediaLoop loop, IceCredentials ice) {
    return new AnswerParameters(
        ice, certificate.fingerprint(), candidates(loop), CODECS, random, PAIRED_SLOTS);
  }

  private List<Candidate> candidates(MediaLoop loop) {
    List<Candidate> candidates = new ArrayList<>();
    List<InetSocketAddress> udp = loop.sockets().stream().map(LocalSocket::address).toList();
    reachable(udp).forEach(address -> candidates.add(Candidate.udp(address, candidates.size())));
    int firstTcp = candidates.size();
    Stream.concat(reachable(loop.tcpAddresses()).stream(), elsewhere.stream())
        .forEach(
            address -> candidates.add(Candidate.tcpPassive(address, candidates.size() - firstTcp)));
    return candidates;
  }

  /** The public address first, if there is one, with the port of the local ones. */
  private List<InetSocketAddress> reachable(List<InetSocketAddress> local) {
    List<InetSocketAddress> all = new ArrayList<>();
    if (!local.isEmpty() && config.publicAddress().isPresent()) {
      int port = local.getFirst().getPort();
      all.add(new InetSocketAddress(config.publicAddress().get(), port));
    }
    all.addAll(local);
    return all;
  }
}
