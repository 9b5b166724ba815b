package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.dtls.DtlsCertificate;
import io.plenum.rtc.dtls.DtlsHandshake;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.rtp.TransportSequence;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.Origin;
import io.plenum.rtc.srtp.SrtpCiphers;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.sfu.net.LocalSocket;
import io.plenum.sfu.net.MediaEdge;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.subscribe.SlotMeaning;
import io.plenum.testkit.ConnectivityCheck;
import io.plenum.testkit.ScriptedSession;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** The rooms of a loop whose thread never starts: the test is the loop, and time its argument. */
final class StillLoop implements AutoCloseable {
  final MediaEdge edge;
  final LoopRooms rooms;
  final LoopTimers timers;
  final Gathering gathering;
  final AddressTable table = new AddressTable();
  final LoopCounters counters = new LoopCounters();

  /** Whether the next random number asked for by a room is a bug. */
  boolean broken;

  /**
   * What a random number asked for by a room, and a handshake that begins, meets; null: nothing.
   */
  Error error;

  /** Whether nobody is admitted any more. */
  boolean full;

  /** DTLS handshakes that began. */
  int handshakes;

  private final DtlsCertificate certificate =
      DtlsCertificate.generate(new SecureRandom(), Instant.now());
  private final SplittableRandom random = new SplittableRandom(1);
  private final Entrance entrance;

  /** How the clients of who joins from now on tell what their links take. */
  String feedback = "nack";

  /** How many pictures they want at a time. */
  int videoSlots = 2;

  private int guests;
  private int arrivals;
  private boolean edgeClosed;

  StillLoop() throws IOException {
    this(DatagramPath.NIO);
  }

  /** One whose datagrams take {@code path}. */
  StillLoop(DatagramPath path) throws IOException {
    this(path, SrtpCiphers.JDK);
  }

  /** One whose media passes {@code ciphers}. */
  StillLoop(DatagramPath path, SrtpCiphers ciphers) throws IOException {
    edge = MediaEdge.open(List.of(InetAddress.getLoopbackAddress()), 0, OptionalInt.of(0), path);
    RoomParameters parameters = new RoomParameters(this::number);
    MediaLoop loop =
        new MediaLoop(
            0, edge, () -> 0, nobodyAsked(), parameters, this::accept, new WholeRooms(), ciphers);
    rooms =
        new LoopRooms(table, parameters, counters, new Relays(new WholeRooms(), counters.relay));
    timers = new LoopTimers(rooms);
    gathering = new Gathering();
    entrance = new Entrance(loop, edge, table, rooms, timers, gathering, ciphers);
  }

  /**
   * A loop of its own thread over this one's edge, which it owns from now on: it has started.
   *
   * @param clock its time, and what else happens whenever it looks at it
   */
  MediaLoop run(LongSupplier clock) {
    MediaLoop running =
        new MediaLoop(
            1,
            edge,
            clock,
            nobodyAsked(),
            new RoomParameters(new SplittableRandom(1)),
            _ -> null,
            new WholeRooms(),
            SrtpCiphers.JDK);
    ownedElsewhere();
    running.start();
    return running;
  }

  PublicAddresses nobodyAsked() {
    return new PublicAddresses(edge.sockets(), List.of(), Optional.empty(), random, 0);
  }

  private long number() {
    if (broken) {
      throw new IllegalStateException("broken on purpose");
    }
    meetError();
    return random.nextLong();
  }

  private void meetError() {
    if (error != null) {
      throw error;
    }
  }

  private DtlsHandshake accept(MediaLoop.DtlsRequest request) {
    handshakes++;
    meetError();
    return DtlsHandshake.accept(
        certificate, request.expected(), List.of(SrtpProfile.AEAD_AES_256_GCM), request.listener());
  }

  /** Somebody asks to enter the room. */
  Guest join(String name, long nowNs) {
    Guest guest = new Guest(name, guests++);
    join(guest.join, nowNs);
    return guest;
  }

  /** The same with an entrance of {@link #command}. */
  void join(LoopCommand.Join join, long nowNs) {
    entrance.join(join, nowNs);
  }

  /** Breaks what sends: a datagram written from now on is a fault. */
  void breakSending() throws IOException {
    edgeClosed = true;
    edge.close();
  }

  /** Another loop closes the sockets. */
  void ownedElsewhere() {
    edgeClosed = true;
  }

  /** An entrance for a loop that runs; {@code whenLost} is called on that loop. */
  LoopCommand.Join command(String name, Runnable whenLost) {
    Guest guest = new Guest(name, guests++);
    guest.whenLost = whenLost;
    return guest.join;
  }

  LocalSocket socket() {
    return edge.sockets().getFirst();
  }

  @Override
  public void close() throws IOException {
    rooms.closeAll(false);
    if (!edgeClosed) {
      edge.close();
    }
  }

  /** One who asked to enter. */
  final class Guest implements ParticipantListener {
    final LoopCommand.Join join;
    InetSocketAddress address;
    int lost;
    int gone;
    SrtpKeys keys;
    final ScriptedSession session;
    private Runnable whenLost = () -> {};
    private final IceCredentials remote = IceCredentials.random(random);

    private Guest(String name, int number) {
      session = new ScriptedSession(number, 2, videoSlots).telling(feedback);
      address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 20_000 + number);
      join =
          new LoopCommand.Join(
              "room",
              0,
              () -> full ? -1 : arrivals++,
              new ParticipantId(name),
              new Agreement(
                  "", IceCredentials.random(random), session.negotiated(remote), new Origin(1, 1)),
              ScriptedSession.SOURCES,
              EnumSet.allOf(Source.class),
              this,
              new CompletableFuture<>(),
              () -> gone++);
    }

    boolean entered() {
      return join.entered().isDone() && !join.entered().isCompletedExceptionally();
    }

    Connection connection() {
      return table.byUfrag(join.offered().localIce().ufrag());
    }

    /** Passes a connectivity check. */
    Guest check(long nowNs) {
      Span span = ConnectivityCheck.of(join.offered().localIce(), remote, bytes(12));
      connection().receive(span, DatagramKind.STUN, Flow.udp(address), socket(), nowNs);
      return this;
    }

    /** Passes a check and has keys. */
    Guest connect(long nowNs) {
      check(nowNs);
      SrtpProfile profile = SrtpProfile.AEAD_AES_256_GCM;
      keys = new SrtpKeys(profile, bytes(32), bytes(12), bytes(32), bytes(12));
      connection().peer().dtlsCompleted(keys, nowNs);
      return this;
    }

    /** Sends a packet whose arrival is to be reported, so that a timer of the room runs. */
    Guest speak(long nowNs) {
      int id = session.extensions(MediaKind.AUDIO).get(ExtensionUri.TRANSPORT_SEQUENCE);
      ExtensionWriter extensions = new ExtensionWriter();
      TransportSequence.write(extensions, id, 1);
      Span span = new Span().set(MemorySegment.ofArray(new byte[200]), 0, 0, 200);
      int payloadType = session.codec(MediaKind.AUDIO).payloadType();
      RtpWriter.writeHeader(span, payloadType, false, 1, 0, 5, extensions);
      span.length(span.length() + 20);
      RtpView packet = new RtpView();
      assertThat(packet.wrap(span)).isTrue();
      connection().rtp(packet, nowNs);
      return this;
    }

    private byte[] bytes(int count) {
      byte[] bytes = new byte[count];
      random.nextBytes(bytes);
      return bytes;
    }

    @Override
    public void connected(MediaPath pathOrNull) {}

    @Override
    public void lost() {
      lost++;
      whenLost.run();
    }

    @Override
    public void slots(List<SlotMeaning> all) {}

    @Override
    public void watched(Watched watched) {}

    @Override
    public void trouble(Spell spell) {}

    @Override
    public void speaker(ParticipantId participantOrNull) {}
  }
}
