package io.plenum.testkit;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.room.Wish;
import io.plenum.sfu.subscribe.Subscriber;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A real room, from the publishers' packets to the pictures that receivers can decode: people with
 * cameras in three encodings of three temporal layers, one of whom speaks, and receivers behind
 * links of their own. The same seed gives the same run.
 */
public final class RoomScenario {
  /** Time to converge is not judged. */
  public static final int SETTLED_S = 10;

  /** Receivers show this many pictures at most. */
  private static final int VIDEO_SLOTS = 4;

  private static final int AUDIO_SLOTS = 4;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long LOOK_NS = 20_000_000L;
  private static final long SENDER_LATENCY_MS = 10;

  private final long seed;
  private final Simulcast camera;
  private final boolean redundant;
  private final SimulatedRoom room;
  private final long startNs;
  private final ScriptedPeer speaker;
  private final List<ScriptedPeer> senders = new ArrayList<>();

  /** A room with so many senders, who begin at once; the first of them speaks. */
  public RoomScenario(long seed, int count) {
    this(seed, count, Simulcast.USUAL);
  }

  /** The same with cameras of another kind. */
  public RoomScenario(long seed, int count, Simulcast camera) {
    this(seed, count, camera, false);
  }

  /** The same; sound with redundancy, as between two Chromium, or without. */
  public RoomScenario(long seed, int count, Simulcast camera, boolean redundant) {
    this.seed = seed;
    this.redundant = redundant;
    this.camera = camera;
    this.room = new SimulatedRoom(seed, AUDIO_SLOTS, VIDEO_SLOTS);
    this.startNs = room.clock().nowNs();
    for (int i = 0; i < count; i++) {
      LinkConditions good = LinkConditions.good(SENDER_LATENCY_MS);
      String name = "sender" + i;
      ScriptedPeer sender =
          redundant
              ? room.joinSendingRedundantly(name, good, camera)
              : room.joinSending(name, good, camera);
      sender.camera(true);
      senders.add(sender);
    }
    this.speaker = count == 0 ? null : senders.getFirst();
    senders.stream().limit(1).forEach(sender -> sender.voice(true, 20));
  }

  /** Somebody who only receives, behind {@code down}; the way back is as long and as lossy. */
  public Receiver receiver(String name, LinkConditions down) {
    return receiver(name, down, "transport-cc");
  }

  /** The same with another way of telling what the link takes. */
  public Receiver receiver(String name, LinkConditions down, String feedback) {
    LinkConditions up =
        new LinkConditions(
            down.latencyNs(), 0, down.lossShare(), down.burstPackets(), 0, 0, 0, 0, 0);
    return new Receiver(
        name,
        redundant ? room.join(name, up, down, false, true) : room.join(name, up, down, feedback));
  }

  /** A sender shares a screen of 15 frames a second, about 330 kbit/s. */
  public void share(int sender) {
    room.sources("sender" + sender, EnumSet.of(Source.MICROPHONE, Source.CAMERA, Source.SCREEN));
    senders.get(sender).screen(true);
  }

  /** A receiver shows everything large, and pins one sender's camera. */
  public void pin(Receiver receiver, int sender) {
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < senders.size(); i++) {
      ParticipantId id = new ParticipantId("sender" + i);
      wishes.add(new Wish(id, Source.CAMERA, 1_280, 720, i == sender));
      wishes.add(new Wish(id, Source.SCREEN, 1_280, 720, false));
    }
    room.view(receiver.name, wishes);
  }

  /** Lets seconds pass. */
  public void run(int seconds) {
    room.run(seconds * 1_000L);
  }

  /** The room itself. */
  public SimulatedRoom room() {
    return room;
  }

  /** Seconds passed. */
  public int second() {
    return (int) ((room.clock().nowNs() - startNs) / SECOND_NS);
  }

  /** The senders. */
  public List<ScriptedPeer> senders() {
    return senders;
  }

  @Override
  public String toString() {
    return room.toString();
  }

  /** One receiver, and what it achieved. */
  public final class Receiver {
    private final String name;
    private final ScriptedPeer peer;
    private final DownlinkFigures figures;
    private final Map<String, List<long[]>> pauses = new HashMap<>();
    private ReceiverEstimate estimate;
    private int offeredBefore = -1;
    private int sentBefore;

    private Receiver(String name, ScriptedPeer peer) {
      this.name = name;
      this.peer = peer;
      this.figures = new DownlinkFigures(room.clock());
      Link link = room.downlink(name);
      link.observe(
          bytes -> {
            figures.arrived(bytes, true, link.queuedNs());
            if (estimate != null) {
              estimate.arrived(bytes, link.queuedNs());
            }
          });
      room.clock().every(LOOK_NS, this::look);
    }

    private void look() {
      figures.estimate(subscriber().downlink().estimator().estimateBps());
      if (offeredBefore < 0 && peer.slot("a0").packets() > 0) {
        offeredBefore = speaker.voice().packets();
        sentBefore = room.soundSent(name);
      }
      long nowNs = room.clock().nowNs();
      for (String mid : paused()) {
        List<long[]> of = pauses.computeIfAbsent(mid, _ -> new ArrayList<>());
        if (of.isEmpty() || of.getLast()[1] < nowNs - LOOK_NS) {
          of.add(new long[] {nowNs, nowNs});
        }
        of.getLast()[1] = nowNs;
      }
    }

    /** It estimates from now on what its link takes, and says so. */
    public void estimates() {
      estimate = new ReceiverEstimate(room.clock());
      room.clock()
          .every(
              ReceiverEstimate.STEP_NS,
              () -> {
                long bps = estimate.step();
                if (bps > 0) {
                  peer.takes(bps);
                }
              });
    }

    /** Its end of the server. */
    public Subscriber subscriber() {
      return room.participant(name).subscriber();
    }

    /** The client. */
    public ScriptedPeer peer() {
      return peer;
    }

    /** Slots that it was told are paused now. */
    public Set<String> paused() {
      return room.paused(name);
    }

    /** Changes its link. */
    public void conditions(LinkConditions next) {
      room.downlink(name).conditions(next);
    }

    /** What arrived. */
    public DownlinkFigures figures() {
      return figures;
    }

    /** Packets of sound that the server had and did not send; one may be on its way. */
    public int soundDropped() {
      int offered = speaker.voice().packets() - offeredBefore;
      int sent = room.soundSent(name) - sentBefore;
      return Math.max(0, offered - sent - 1);
    }

    /** How many frames of slot {@code mid} were of each encoding, in these seconds. */
    public int[] encodings(String mid, int from, int to) {
      int[] counts = new int[3];
      for (ReceivedSlot.Picture picture : peer.slot(mid).pictures()) {
        long second = (picture.capturedNs() - startNs) / SECOND_NS;
        if (second >= from && second < to) {
          counts[picture.sender() % 10]++;
        }
      }
      return counts;
    }

    /** How often slot {@code mid} changed from one encoding to another, in these seconds. */
    public int changes(String mid, int from, int to) {
      int changes = 0;
      ReceivedSlot.Picture before = null;
      for (ReceivedSlot.Picture picture : peer.slot(mid).pictures()) {
        long second = (picture.capturedNs() - startNs) / SECOND_NS;
        boolean other = before != null && before.sender() != picture.sender();
        changes += other && second >= from && second < to ? 1 : 0;
        before = picture;
      }
      return changes;
    }

    /** How many frames of a sender's camera were of each encoding, in these seconds. */
    public int[] encodingsOf(int sender, int from, int to) {
      int[] counts = new int[3];
      for (int encoding = 0; encoding < counts.length; encoding++) {
        counts[encoding] = frames(senders.get(sender).encodingNumber(encoding), from, to);
      }
      return counts;
    }

    /** How many frames of a sender's screen there were, in these seconds. */
    public int screens(int sender, int from, int to) {
      return frames(senders.get(sender).number(), from, to);
    }

    private int frames(int number, int from, int to) {
      int count = 0;
      for (int i = 0; i < VIDEO_SLOTS; i++) {
        for (ReceivedSlot.Picture picture : peer.slot("v" + i).pictures()) {
          long second = (picture.capturedNs() - startNs) / SECOND_NS;
          count += picture.sender() == number && second >= from && second < to ? 1 : 0;
        }
      }
      return count;
    }

    /** Pictures that stood still, and for how long, ms: all slots; told pauses are none. */
    public long[] freezes() {
      return freezes(0, second());
    }

    /** The same of what ended in these seconds. */
    public long[] freezes(int from, int to) {
      long fromNs = startNs + from * SECOND_NS;
      long toNs = startNs + to * SECOND_NS;
      long[] total = new long[2];
      for (int i = 0; i < VIDEO_SLOTS; i++) {
        String mid = "v" + i;
        List<long[]> told = pauses.getOrDefault(mid, List.of());
        Stillness still = new Stillness(camera.frameNs(), told, fromNs, toNs);
        peer.slot(mid).pictures().forEach(still::picture);
        total[0] += still.count();
        total[1] += still.totalNs() / 1_000_000;
      }
      return total;
    }

    /** How often a picture was paused, all slots. */
    public int pauseCount() {
      return pauses.values().stream().mapToInt(List::size).sum();
    }

    /** Seconds from {@code from} until nearly as much was used as in the end of the phase. */
    public int settled(int from, int to) {
      return figures.secondsUntil(from, to, figures.bps(from + SETTLED_S, to));
    }

    /** A row of the table in docs/media-quality.md: seconds {@code from} to {@code to}. */
    public String row(String scenario, int from, int to, long capacityBps) {
      long[] freezes = freezes();
      return String.format(
          Locale.ROOT,
          "| %s | %d | %.0f | %.0f %% | %.0f ms | %d s | %d (%.1f s) | %d | %d |",
          scenario,
          seed,
          capacityBps / 1e3,
          100 * figures.bps(from + SETTLED_S, to) / capacityBps,
          figures.delayMs(0.95, from + SETTLED_S, to),
          settled(from, to),
          freezes[0],
          freezes[1] / 1e3,
          pauseCount(),
          soundDropped());
    }
  }
}
