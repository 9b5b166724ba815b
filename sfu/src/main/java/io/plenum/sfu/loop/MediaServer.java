package io.plenum.sfu.loop;

import io.plenum.rtc.dtls.DtlsCertificate;
import io.plenum.rtc.dtls.DtlsHandshake;
import io.plenum.rtc.dtls.DtlsWarmUp;
import io.plenum.rtc.ice.IceWarmUp;
import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.rtc.srtp.CipherUnavailableException;
import io.plenum.rtc.srtp.SrtpCipherCheck;
import io.plenum.rtc.srtp.SrtpCiphers;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.net.CompilerThreads;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.sfu.net.DatagramPathCheck;
import io.plenum.sfu.net.MediaEdge;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.room.Wish;
import io.plenum.sfu.trace.TraceFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The media plane of one process: takes offers, answers them, and forwards media between the
 * participants of each room until they leave.
 *
 * <p>Any thread may call; nothing here blocks. Rooms and participants are named by their owner;
 * names are opaque. {@link Negotiation} does the text work on the caller's thread; everything else
 * is done on the loop that owns the room.
 */
public final class MediaServer implements AutoCloseable {
  /** SRTP profiles, most wanted first (REQUIREMENTS S-2). */
  private static final List<SrtpProfile> PROFILES =
      List.of(
          SrtpProfile.AEAD_AES_256_GCM,
          SrtpProfile.AEAD_AES_128_GCM,
          SrtpProfile.AES128_CM_HMAC_SHA1_80);

  private static final Logger LOG = LoggerFactory.getLogger(MediaServer.class);

  private final DtlsCertificate certificate;
  private final SrtpCiphers ciphers;
  private final SecureRandom random = new SecureRandom();
  private final List<MediaLoop> loops = new ArrayList<>();
  private final Placement<MediaLoop> placement;
  private final Adoption adoption = new Adoption(loops);
  private final Shards shards = new PlacedShards(this::placement);
  private final Reachability reachability;
  private final Negotiation negotiation;

  private MediaServer(
      MediaConfig config, LongSupplier clock, int maxParticipants, Splitting splitting)
      throws IOException {
    this.certificate = DtlsCertificate.generate(random, Instant.now());
    RoomParameters rooms = new RoomParameters(maxParticipants, random);
    DatagramPath path = path(config.path());
    this.ciphers = ciphers(config.cipher());
    try {
      for (int i = 0; i < config.loops(); i++) {
        loops.add(loop(i, config, path, clock, rooms));
      }
    } catch (IOException unbound) {
      loops.forEach(MediaLoop::close);
      throw unbound;
    }
    this.placement =
        new Placement<>(
            loops,
            MediaLoop::running,
            loop -> loop.snapshot().busyShare(),
            loop -> loop.snapshot().full(),
            splitting,
            maxParticipants);
    this.reachability = new Reachability(config.publicAddress());
    this.negotiation = new Negotiation(certificate, random, loops, placement, reachability);
  }

  /** Tries what this machine can, and says so. */
  private static DatagramPath path(DatagramPath limit) {
    DatagramPathCheck.Choice choice = DatagramPathCheck.choose(limit);
    choice.why().forEach(why -> LOG.warn("datagrams of media cannot go {}", why));
    LOG.info("datagrams of media go {}", choice.path().text());
    return choice.path();
  }

  /** Tries what this machine has, and says what is used. */
  private static SrtpCiphers ciphers(Optional<CipherProvider> wanted) throws IOException {
    try {
      SrtpCipherCheck.Choice choice = SrtpCipherCheck.choose(wanted);
      choice.why().ifPresent(why -> LOG.info("no faster cipher for media: {}", why));
      LOG.info("media is encrypted by {}", choice.ciphers().description());
      return choice.ciphers();
    } catch (CipherUnavailableException refusal) {
      String name = wanted.map(CipherProvider::text).orElse("");
      throw new IOException("no cipher " + name + ": " + refusal.getMessage(), refusal);
    }
  }

  private MediaLoop loop(
      int index, MediaConfig config, DatagramPath path, LongSupplier clock, RoomParameters rooms)
      throws IOException {
    int port = config.port() == 0 ? 0 : config.port() + index;
    OptionalInt tcpPort = config.tcp() ? OptionalInt.of(port) : OptionalInt.empty();
    MediaEdge edge = MediaEdge.open(config.addresses(), port, tcpPort, path);
    PublicAddresses addresses =
        new PublicAddresses(
            edge.sockets(),
            config.stunServers(),
            config.publicAddress(),
            random,
            clock.getAsLong());
    return new MediaLoop(index, edge, clock, addresses, rooms, this::shakeHands, shards, ciphers);
  }

  /**
   * Binds the sockets, starts the loops, and warms up what the first participant needs.
   *
   * @throws IOException if a port cannot be bound, or the cipher that the configuration names does
   *     not work here; the message says which
   */
  public static MediaServer start(MediaConfig config) throws IOException {
    return start(config, System::nanoTime, RoomParameters.DEFAULT_MAX_PARTICIPANTS);
  }

  /** {@link #start(MediaConfig)} with a clock, in monotonic ns, and a room's limit of one's own. */
  static MediaServer start(MediaConfig config, LongSupplier clock, int maxParticipants)
      throws IOException {
    return start(config, clock, maxParticipants, Splitting.at(config.splitAt()));
  }

  /** The same with rooms that are split at another size. */
  static MediaServer start(
      MediaConfig config, LongSupplier clock, int maxParticipants, Splitting splitting)
      throws IOException {
    CompilerThreads.stepBack();
    IceWarmUp.run();
    MediaServer server = new MediaServer(config, clock, maxParticipants, splitting);
    DtlsWarmUp.run(server.certificate)
        .exceptionally(
            failure -> {
              LOG.error("no DTLS handshake is possible on this machine", failure);
              return null;
            });
    server.loops.forEach(MediaLoop::start);
    boolean asks = !config.stunServers().isEmpty();
    AddressDoubts.atStart(config.addresses(), config.publicAddress(), asks).forEach(LOG::warn);
    return server;
  }

  private Placement<MediaLoop> placement() {
    return placement;
  }

  private DtlsHandshake shakeHands(MediaLoop.DtlsRequest request) {
    return request.client()
        ? DtlsHandshake.connect(certificate, request.expected(), PROFILES, request.listener())
        : DtlsHandshake.accept(certificate, request.expected(), PROFILES, request.listener());
  }

  /**
   * Answers an offer and makes a place in the room. A participant who is there already gets a new
   * transport in place of the old one; but if the offer is a later one of the same session (its
   * origin and certificate are the same), what was agreed stays, and ICE restarts if it brings
   * other credentials (RFC 8445, section 9).
   *
   * @param sdpOffer the client's description
   * @param sources what each published section carries, by mid; a section that is not named gets
   *     the first source of its kind that is free
   * @param allowed what may be forwarded from the start; see {@link #sources}
   * @return the answer; fails with {@link OfferRefusedException}, {@link RoomRefusedException} or
   *     {@link MediaOverloadedException}. May complete on the loop's thread: do not block in what
   *     follows.
   */
  public CompletableFuture<String> join(
      String room,
      ParticipantId participant,
      String sdpOffer,
      Map<String, Source> sources,
      Set<Source> allowed,
      ParticipantListener listener) {
    return negotiation.answer(
        sdpOffer, new Negotiation.Entry(room, participant, sources, allowed, listener));
  }

  /**
   * Where else TCP connections are accepted for us, most wanted first: told to those who join from
   * now on, after our own ports. What comes there is brought by {@link #adopt}.
   *
   * @param publicPort the port at which it is accepted at public addresses that are found out; they
   *     are told before the others
   */
  public void acceptedElsewhere(List<InetSocketAddress> addresses, OptionalInt publicPort) {
    reachability.acceptedElsewhere(addresses, publicPort);
  }

  /**
   * The public addresses that clients are told beside the local ones: the configured one, and what
   * STUN servers say where none of its family is configured.
   */
  public Set<InetAddress> publicAddresses() {
    Set<InetAddress> all = new LinkedHashSet<>();
    loops.forEach(loop -> all.addAll(reachability.publicAddresses(loop)));
    return all;
  }

  /**
   * Asks these STUN servers what the public address is from now on, and no others: names had no
   * address yet at start, or have another now. What a former one said holds until the next answer.
   *
   * @param servers resolved; more than {@value MediaConfig#MAX_STUN_SERVERS} are not asked
   */
  public void ask(List<InetSocketAddress> servers) {
    List<InetSocketAddress> all = List.copyOf(servers);
    loops.forEach(loop -> post(loop, new LoopCommand.AskStun(all)));
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
    post(room, participant, new LoopCommand.Leave(room, participant));
  }

  /** A room ends for all who are in it; they are not told. */
  public void close(String room) {
    placement.shards(room).forEach(shard -> post(shard.loop(), new LoopCommand.CloseRoom(room)));
  }

  /** Which sources of a participant may be forwarded: here mute is enforced. */
  public void sources(String room, ParticipantId participant, Set<Source> allowed) {
    post(room, participant, new LoopCommand.Allow(room, participant, Set.copyOf(allowed)));
  }

  /**
   * What a participant shows, most wanted first; an empty list leaves the choice to the room. Under
   * too much load it is dropped, and the earlier view stays.
   *
   * @param only whether nothing else is to be shown, nor heard than what belongs to these
   */
  public void view(String room, ParticipantId participant, List<Wish> wishes, boolean only) {
    post(room, participant, new LoopCommand.View(room, participant, List.copyOf(wishes), only));
  }

  /**
   * Copies of what is in a room's traces, one for each of its shards, the oldest first, of {@value
   * TraceFile#MAX_SHARDS} at most; one after the other they are a {@link TraceFile}. Each loop
   * copies some megabytes for it: not to be asked for often.
   *
   * @param wallMs now, UTC
   * @return none: there is no such room; fails with {@link MediaOverloadedException}
   */
  public CompletableFuture<List<byte[]>> trace(String room, long wallMs) {
    List<CompletableFuture<Optional<byte[]>>> shards =
        placement.shards(room).stream()
            .filter(shard -> shard.loop().running())
            .limit(TraceFile.MAX_SHARDS)
            .map(shard -> trace(shard.loop(), room, wallMs))
            .toList();
    return CompletableFuture.allOf(shards.toArray(CompletableFuture[]::new))
        .thenApply(
            _ ->
                shards.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream) // one may be gone since
                    .toList());
  }

  private static CompletableFuture<Optional<byte[]>> trace(
      MediaLoop loop, String room, long wallMs) {
    CompletableFuture<Optional<byte[]>> taken = new CompletableFuture<>();
    if (!loop.post(new LoopCommand.Trace(room, wallMs, taken))) {
      taken.completeExceptionally(
          new MediaOverloadedException("the media plane has too much to do"));
    }
    return taken;
  }

  private void post(String room, ParticipantId participant, LoopCommand command) {
    post(placement.loop(room, participant), command);
  }

  private static void post(MediaLoop loop, LoopCommand command) {
    if (loop != null && !loop.post(command) && loop.running()) {
      LOG.warn("the media plane is busy: dropped {}", command.getClass().getSimpleName());
    }
  }

  /** Figures of all loops, at most a second old. */
  public MediaSnapshot snapshot() {
    return new MediaSnapshot(
        ciphers.provider(), ciphers.held(), loops.stream().map(MediaLoop::snapshot).toList());
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
}
