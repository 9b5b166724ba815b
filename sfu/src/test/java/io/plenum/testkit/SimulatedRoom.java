package io.plenum.testkit;

import io.plenum.rtc.demux.DatagramKind;
import io.plenum.rtc.ice.Flow;
import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.peer.DisconnectReason;
import io.plenum.rtc.peer.Outbox;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.peer.PeerEvents;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.rtc.srtp.SrtpProfile;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.room.Participant;
import io.plenum.sfu.room.Room;
import io.plenum.sfu.room.RoomListener;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.room.Wish;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A server's room with scripted peers around it, each behind two links of its own. The same seed
 * gives the same run; {@link #toString} names it.
 */
public final class SimulatedRoom implements RoomListener {
  private static final long START_NS = 5_000_000_000_000L;

  /** Headers of UDP and IPv4, which take their part of a link. */
  private static final int UDP_AND_IP_BYTES = 28;

  private static final Set<Source> PERSON = EnumSet.of(Source.MICROPHONE, Source.CAMERA);

  private final long seed;
  private final SplittableRandom random;
  private final VirtualClock clock = new VirtualClock(START_NS);
  private final Room room;
  private final int audioSlots;
  private final int videoSlots;
  private final Map<ParticipantId, Peer> peers = new HashMap<>();
  private final Map<ParticipantId, LinkOutbox> outboxes = new HashMap<>();
  private final Map<ParticipantId, Link> downlinks = new HashMap<>();
  private final Map<ParticipantId, Link> uplinks = new HashMap<>();
  private final Map<ParticipantId, List<SlotMeaning>> slots = new HashMap<>();
  private final Map<ParticipantId, Integer> slotChanges = new HashMap<>();
  private final Map<ParticipantId, ScriptedPeer> clients = new HashMap<>();
  private final Map<ParticipantId, List<Watched>> watched = new HashMap<>();
  private boolean obeying;
  private final List<ParticipantId> speakers = new ArrayList<>();
  private final Map<ParticipantId, List<Spell>> troubles = new HashMap<>();
  private final VirtualClock.Alarm alarm = clock.alarm(this::settle);
  private int number;

  /** An empty room whose participants get so many slots. */
  public SimulatedRoom(long seed, int audioSlots, int videoSlots) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.audioSlots = audioSlots;
    this.videoSlots = videoSlots;
    this.room = new Room(new RoomParameters(random.split()), this);
  }

  /** The room itself. */
  public Room room() {
    return room;
  }

  /** The time. */
  public VirtualClock clock() {
    return clock;
  }

  /** Somebody joins with microphone and camera allowed, over links of {@code conditions}. */
  public ScriptedPeer join(String name, LinkConditions conditions) {
    return join(name, conditions, PERSON);
  }

  /** Somebody joins. */
  public ScriptedPeer join(String name, LinkConditions conditions, Set<Source> allowed) {
    ScriptedSession session = new ScriptedSession(number, audioSlots, videoSlots);
    return join(name, session, conditions, conditions, allowed);
  }

  /** Somebody joins who sends, or takes, sound with redundancy (RFC 2198). */
  public ScriptedPeer join(
      String name, LinkConditions up, LinkConditions down, boolean sends, boolean takes) {
    ScriptedSession session =
        new ScriptedSession(number, audioSlots, videoSlots)
            .telling("transport-cc")
            .redundant(sends, takes);
    return join(name, session, up, down, PERSON);
  }

  /** Somebody joins under terms of their own. */
  public ScriptedPeer join(
      String name, UnaryOperator<ScriptedSession> terms, LinkConditions conditions) {
    ScriptedSession session = new ScriptedSession(number, audioSlots, videoSlots);
    return join(name, terms.apply(session), conditions, conditions, PERSON);
  }

  /** Somebody with a camera in three encodings joins who shows nothing. */
  public ScriptedPeer joinSending(String name, LinkConditions conditions) {
    return joinSending(name, conditions, List.of("q", "h", "f"));
  }

  /**
   * The same with these encodings, of which {@code q} is the smallest and {@code f} the largest.
   */
  public ScriptedPeer joinSending(String name, LinkConditions conditions, List<String> rids) {
    ScriptedSession session = new ScriptedSession(number, 0, 0, rids);
    return joinSending(name, session, conditions);
  }

  /** The same with a camera of another kind. */
  public ScriptedPeer joinSending(String name, LinkConditions conditions, Simulcast camera) {
    ScriptedSession session =
        new ScriptedSession(number, 0, 0, List.of("q", "h", "f")).sending(camera);
    return joinSending(name, session, conditions);
  }

  /** The same with sound of which each packet takes a copy of the sound before along. */
  public ScriptedPeer joinSendingRedundantly(
      String name, LinkConditions conditions, Simulcast camera) {
    ScriptedSession session =
        new ScriptedSession(number, 0, 0, List.of("q", "h", "f"))
            .sending(camera)
            .redundant(true, false);
    return joinSending(name, session, conditions);
  }

  private ScriptedPeer joinSending(
      String name, ScriptedSession session, LinkConditions conditions) {
    return join(name, session, conditions, conditions, PERSON);
  }

  /** Somebody joins behind different links to and from the server. */
  public ScriptedPeer join(String name, LinkConditions up, LinkConditions down) {
    return join(name, up, down, "transport-cc");
  }

  /** The same with another way of telling what the link takes: {@code goog-remb}. */
  public ScriptedPeer join(String name, LinkConditions up, LinkConditions down, String feedback) {
    ScriptedSession session = new ScriptedSession(number, audioSlots, videoSlots);
    return join(name, session.telling(feedback), up, down, PERSON);
  }

  private ScriptedPeer join(
      String name,
      ScriptedSession session,
      LinkConditions upward,
      LinkConditions downward,
      Set<Source> allowed) {
    ParticipantId id = new ParticipantId(name);
    IceCredentials server = IceCredentials.random(random);
    IceCredentials client = IceCredentials.random(random);
    byte[][] secrets = {bytes(32), bytes(12), bytes(32), bytes(12)};
    Flow address = Flow.udp(new InetSocketAddress("192.0.2.1", 10_000 + number));

    Events events = new Events();
    Link[] down = new Link[1];
    LinkOutbox outbox = new LinkOutbox(down, session);
    outboxes.put(id, outbox);
    Peer peer = new Peer(server, client, outbox, events, clock.nowNs());
    events.participant =
        room.join(
            id, session.negotiated(client), ScriptedSession.SOURCES, allowed, peer, clock.nowNs());
    Link up = new Link(clock, random.split(), upward, datagram -> receive(peer, datagram, address));
    ScriptedPeer scripted =
        new ScriptedPeer(
            number,
            session,
            clock,
            random.split(),
            client,
            server,
            keys(secrets[2], secrets[3], secrets[0], secrets[1]),
            random.nextLong(1_000_000_000_000L),
            up::send);
    down[0] =
        new Link(clock, random.split(), downward, scripted::receive).overhead(UDP_AND_IP_BYTES);
    clients.put(id, scripted);
    peers.put(id, peer);
    uplinks.put(id, up);
    downlinks.put(id, down[0]);
    number++;
    peer.dtlsCompleted(keys(secrets[0], secrets[1], secrets[2], secrets[3]), clock.nowNs());
    scripted.start();
    settle();
    return scripted;
  }

  /** {@code name} leaves. */
  public void leave(String name) {
    ParticipantId id = new ParticipantId(name);
    room.leave(id, clock.nowNs());
    peers.remove(id).close();
    settle();
  }

  /** Says what of {@code name} may be forwarded. */
  public void sources(String name, Set<Source> allowed) {
    room.sources(new ParticipantId(name), allowed, clock.nowNs());
    settle();
  }

  /** Says which pictures {@code name} shows. */
  public void view(String name, List<Wish> wishes) {
    room.view(new ParticipantId(name), wishes, clock.nowNs());
    settle();
  }

  /** The slots of {@code name} that were told to be paused, by mid. */
  public Set<String> paused(String name) {
    return slots.getOrDefault(new ParticipantId(name), List.of()).stream()
        .filter(SlotMeaning::paused)
        .map(SlotMeaning::mid)
        .collect(Collectors.toSet());
  }

  /** Lets milliseconds pass. */
  public void run(long ms) {
    clock.run(ms * 1_000_000L);
  }

  /** What {@code name} was told last about its slots: mid to "who source". */
  public Map<String, String> slots(String name) {
    Map<String, String> meanings = new HashMap<>();
    for (SlotMeaning meaning : slots.getOrDefault(new ParticipantId(name), List.of())) {
      meanings.put(meaning.mid(), meaning.participant() + " " + meaning.source());
    }
    return meanings;
  }

  /** How often {@code name}'s slots changed. */
  public int slotChanges(String name) {
    return slotChanges.getOrDefault(new ParticipantId(name), 0);
  }

  /** What was told of {@code name}'s connection. */
  public List<Spell> troubles(String name) {
    return troubles.getOrDefault(new ParticipantId(name), List.of());
  }

  /** The speakers announced, in order; null for nobody. */
  public List<ParticipantId> speakers() {
    return speakers;
  }

  /** From now on cameras in several encodings send those only that they are asked for. */
  public void obey() {
    obeying = true;
  }

  /** What {@code name} was asked to send so far. */
  public List<Watched> watched(String name) {
    return watched.getOrDefault(new ParticipantId(name), List.of());
  }

  /** The server's end of {@code name}'s transport. */
  public Peer peer(String name) {
    return peers.get(new ParticipantId(name));
  }

  /** The participant called {@code name}. */
  public Participant participant(String name) {
    return room.participant(new ParticipantId(name));
  }

  /** Packets of sound that left the server to {@code name}. */
  public int soundSent(String name) {
    return outboxes.get(new ParticipantId(name)).sound;
  }

  /** The link to the server. */
  public Link uplink(String name) {
    return uplinks.get(new ParticipantId(name));
  }

  /** The link from the server. */
  public Link downlink(String name) {
    return downlinks.get(new ParticipantId(name));
  }

  private void receive(Peer peer, byte[] datagram, Flow from) {
    peer.receive(Span.of(datagram), from, clock.nowNs());
    settle();
  }

  /** Does what is due and plans the next time, as a loop does. */
  private void settle() {
    long nowNs = clock.nowNs();
    if (room.nextDeadlineNs() <= nowNs) {
      room.onDeadline(nowNs);
    }
    for (Peer peer : List.copyOf(peers.values())) {
      if (peer.nextDeadlineNs() <= nowNs) {
        peer.onDeadline(nowNs);
      }
    }
    if (room.nextReleaseNs() <= nowNs) {
      room.release(nowNs);
    }
    long dueNs = Math.min(room.nextDeadlineNs(), room.nextReleaseNs());
    alarm.set(Math.max(dueNs, nowNs + 1_000_000L));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static SrtpKeys keys(byte[] remoteKey, byte[] remoteSalt, byte[] key, byte[] salt) {
    return new SrtpKeys(SrtpProfile.AEAD_AES_256_GCM, remoteKey, remoteSalt, key, salt);
  }

  @Override
  public void slots(ParticipantId to, List<SlotMeaning> all) {
    slots.put(to, all);
    slotChanges.merge(to, 1, Integer::sum);
  }

  @Override
  public void watched(ParticipantId publisher, Watched changed) {
    watched.computeIfAbsent(publisher, _ -> new ArrayList<>()).add(changed);
    if (obeying && changed.source() == Source.CAMERA && !changed.rids().isEmpty()) {
      clients.get(publisher).encodings(changed.rids().size());
    }
  }

  @Override
  public void trouble(ParticipantId of, Spell spell) {
    troubles.computeIfAbsent(of, _ -> new ArrayList<>()).add(spell);
  }

  @Override
  public void speaker(ParticipantId speaker) {
    speakers.add(speaker);
  }

  @Override
  public String toString() {
    return "simulation with seed " + seed;
  }

  /** Hands a peer's events on to its participant, as a loop does. */
  private static final class Events implements PeerEvents {
    private Participant participant;

    @Override
    public void proven(Flow from) {
      participant.proven();
    }

    @Override
    public void dtls(Span datagram) {}

    @Override
    public void rtp(RtpView packet, long nowNs) {
      if (participant.admits(packet, nowNs)) {
        participant.forward(packet, nowNs);
      }
    }

    @Override
    public void rtcp(List<RtcpPacket> packets, long nowNs) {
      participant.rtcp(packets, nowNs);
    }

    @Override
    public void connected(long nowNs) {
      participant.connected(nowNs);
    }

    @Override
    public void disconnected(DisconnectReason reason, long nowNs) {}
  }

  /** Sends what a peer writes down its link. */
  private static final class LinkOutbox implements Outbox {
    private final Link[] link;
    private final ScriptedSession session;
    private final RtpView view = new RtpView();
    private int sound;
    private final Span span = new Span();
    private final MemorySegment memory = MemorySegment.ofArray(new byte[Peer.PACKET_BYTES]);

    LinkOutbox(Link[] link, ScriptedSession session) {
      this.link = link;
      this.session = session;
    }

    @Override
    public Span reserve(int capacityBytes) {
      return span.set(memory, 0, 0, Peer.PACKET_BYTES);
    }

    @Override
    public void send(Span datagram, Flow to) {
      if (DatagramKind.of(datagram) == DatagramKind.RTP
          && view.wrap(datagram)
          && session.audio(view.ssrc())) {
        sound++;
      }
      link[0].send(datagram.toBytes());
    }
  }
}
