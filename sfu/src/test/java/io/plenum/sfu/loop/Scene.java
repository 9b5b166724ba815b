package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.quality.Trouble;
import io.plenum.sfu.subscribe.Pause;
import io.plenum.sfu.subscribe.SlotMeaning;
import io.plenum.testkit.CheckingReceiver;
import io.plenum.testkit.FrameShape;
import io.plenum.testkit.LoopbackClient;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A media server on loopback whose clock can be put forward, and clients that meet there. */
final class Scene implements AutoCloseable {
  private static final Set<Source> ALL = EnumSet.of(Source.MICROPHONE, Source.CAMERA);
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);

  final MediaServer server;
  private final InetAddress address;
  private final AtomicLong aheadNs = new AtomicLong();
  private final AtomicLong looksAtClock = new AtomicLong();
  private volatile String broken;
  private final List<LoopbackClient> clients = new ArrayList<>();

  Scene(int loops, int maxParticipants) throws IOException {
    this(
        new MediaConfig(
            List.of(InetAddress.getLoopbackAddress()), Optional.empty(), 0, true, loops),
        maxParticipants);
  }

  /** One whose datagrams take {@code path}, over UDP and TCP. */
  Scene(DatagramPath path) throws IOException {
    this(
        new MediaConfig(
            List.of(InetAddress.getLoopbackAddress()),
            Optional.empty(),
            0,
            true,
            List.of(),
            1,
            path),
        10);
  }

  /** A server whose rooms are split over its loops with so many seats. */
  static Scene splitting(int loops, int maxParticipants, int seats) throws IOException {
    MediaConfig config =
        new MediaConfig(
            List.of(InetAddress.getLoopbackAddress()), Optional.empty(), 0, true, loops);
    return new Scene(config, maxParticipants, new Splitting(seats, seats, 1, 1.1));
  }

  Scene(MediaConfig config, int maxParticipants) throws IOException {
    this(config, maxParticipants, Splitting.at(config.splitAt()));
  }

  private Scene(MediaConfig config, int maxParticipants, Splitting splitting) throws IOException {
    address = config.addresses().getFirst();
    server = MediaServer.start(config, this::time, maxParticipants, splitting);
  }

  private long time() {
    if (Thread.currentThread().getName().equals(broken)) {
      throw new IllegalStateException("broken on purpose");
    }
    looksAtClock.incrementAndGet();
    return System.nanoTime() + aheadNs.get();
  }

  /** How often the server asked for the time so far: a loop does so some times in a round. */
  long looksAtClock() {
    return looksAtClock.get();
  }

  /** A loop's thread meets a bug that is nobody's own. */
  void breakLoop(int loop) {
    broken = "media-" + loop;
  }

  /** Lets {@code seconds} pass for the server at once. */
  void later(long seconds) {
    aheadNs.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  /** Somebody joins, connects and speaks. */
  Guest enter(String room, String name) throws Exception {
    Guest guest = arrive(room, name);
    guest.client.connect(guest.answer()).speak();
    return guest;
  }

  /** These enter, and go on once they see and hear each other. */
  List<Guest> meet(String room, String... names) throws Exception {
    List<Guest> guests = new ArrayList<>();
    for (String name : names) {
      guests.add(enter(room, name));
    }
    for (Guest guest : guests) {
      for (Guest other : guests) {
        if (other != guest) {
          guest.receives(other, 5);
        }
      }
    }
    return guests;
  }

  /** As {@link #enter}, with media over TCP. */
  Guest enterByTcp(String room, String name) throws Exception {
    Guest guest = arriveByTcp(room, name);
    guest.client.connect(guest.answer()).speak();
    return guest;
  }

  /** Somebody who has not joined yet, and whose media will come over TCP. */
  Guest arriveByTcp(String room, String name) throws IOException {
    return new Guest(room, name, address, true);
  }

  /** Somebody who has not joined yet. */
  Guest arrive(String room, String name) throws IOException {
    return arriveAt(address, room, name);
  }

  /** As {@link #arrive}, with media over UDP from {@code from}. */
  Guest arriveAt(InetAddress from, String room, String name) throws IOException {
    return new Guest(room, name, from, false);
  }

  long rejected(String reason) {
    return server.snapshot().loops().stream()
        .mapToLong(loop -> loop.rejected().getOrDefault(reason, 0L))
        .sum();
  }

  int participants() {
    return server.snapshot().loops().stream().mapToInt(LoopSnapshot::participants).sum();
  }

  int tcpConnections() {
    return server.snapshot().loops().stream().mapToInt(LoopSnapshot::tcpConnections).sum();
  }

  int rooms() {
    return server.snapshot().loops().stream().mapToInt(LoopSnapshot::rooms).sum();
  }

  static void eventually(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as(what).isNegative();
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Override
  public void close() {
    clients.forEach(LoopbackClient::close);
    server.close();
  }

  /** One who is in a room, or wants to be. */
  final class Guest implements ParticipantListener {
    final CheckingReceiver received = new CheckingReceiver();
    final LoopbackClient client;
    final CompletableFuture<MediaPath> connected = new CompletableFuture<>();
    final AtomicInteger lost = new AtomicInteger();
    private final String room;
    private final ParticipantId id;
    private final List<Spell> troubles = new CopyOnWriteArrayList<>();
    private volatile List<SlotMeaning> slots = List.of();

    private Guest(String room, String name, InetAddress from, boolean tcp) throws IOException {
      int number = clients.size();
      this.room = room;
      this.id = new ParticipantId(name);
      client =
          tcp
              ? LoopbackClient.overTcp(number, 4, 4, FrameShape.SMALL, received)
              : new LoopbackClient(number, from, 4, 4, FrameShape.SMALL, received);
      clients.add(client);
    }

    CompletableFuture<String> join(String offer) {
      return join(offer, this);
    }

    CompletableFuture<String> join(String offer, ParticipantListener listener) {
      Map<String, Source> names = Map.of("m", Source.MICROPHONE, "c", Source.CAMERA);
      return server.join(room, id, offer, names, ALL, listener);
    }

    String answer() throws Exception {
      return join(client.offer()).get(10, TimeUnit.SECONDS);
    }

    void leave() {
      server.leave(room, id);
    }

    void allow(Source... sources) {
      server.sources(room, id, Set.of(sources));
    }

    /** Knows no more what its slots show. */
    void forget() {
      slots = List.of();
    }

    boolean shows(String name) {
      return slots.stream().anyMatch(slot -> slot.participant().value().equals(name));
    }

    /** Whether it was told that a picture of {@code name} is paused for this reason. */
    boolean paused(String name, Pause why) {
      return slots.stream()
          .anyMatch(slot -> slot.participant().value().equals(name) && slot.pause() == why);
    }

    /** Whether it was told of such a trouble of its connection. */
    boolean troubled(Trouble trouble) {
      return troubles.stream().anyMatch(spell -> spell.trouble() == trouble);
    }

    int heard(Guest other) {
      return received.complete('a', other.client.number());
    }

    int seen(Guest other) {
      return received.complete('v', other.client.number());
    }

    /** Waits until {@code more} further pictures and sounds of {@code other} have come whole. */
    void receives(Guest other, int more) throws InterruptedException {
      int pictures = seen(other) + more;
      int sounds = heard(other) + more;
      eventually(
          id + " sees and hears " + other.id,
          () -> seen(other) >= pictures && heard(other) >= sounds);
      assertThat(received.faults()).isEmpty();
    }

    @Override
    public void connected(MediaPath pathOrNull) {
      connected.complete(pathOrNull);
    }

    @Override
    public void lost() {
      lost.incrementAndGet();
    }

    @Override
    public void slots(List<SlotMeaning> all) {
      slots = all;
    }

    @Override
    public void watched(Watched watched) {}

    @Override
    public void trouble(Spell spell) {
      troubles.add(spell);
    }

    @Override
    public void speaker(ParticipantId participantOrNull) {}
  }
}
