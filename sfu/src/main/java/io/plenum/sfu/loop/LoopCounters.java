package io.plenum.sfu.loop;

import io.plenum.rtc.count.Tally;
import io.plenum.rtc.peer.DisconnectReason;
import io.plenum.rtc.peer.PeerReject;
import io.plenum.sfu.net.EdgeCounters;
import io.plenum.sfu.net.SendFailure;
import io.plenum.sfu.net.StreamEnd;
import io.plenum.sfu.publish.MediaReject;
import io.plenum.sfu.relay.RelayCounters;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one loop refused or survived since its start. Confined to the loop; others see snapshots.
 */
final class LoopCounters {
  private static final String STRANGER = "stranger";
  private static final String FAULT = "fault";
  private static final String OVERSIZED = "oversized";

  /** Before why something was dropped on its way out. */
  private static final String UNSENT = "unsent_";

  /** Before what ends a TCP connection. */
  private static final String TCP = "tcp_";

  private static final MediaFigure[] FIGURES = MediaFigure.values();
  private static final PeerReject[] BY_PEERS = PeerReject.values();
  private static final MediaReject[] OF_MEDIA = MediaReject.values();

  /** The names of all reasons. */
  static final Set<String> REASONS = reasons();

  /** Datagrams from addresses and with fragments that belong to nobody here. */
  long strangers;

  /** Exceptions that cost a participant its connection: bugs. */
  long faults;

  /** What crossed to and from other loops. */
  final RelayCounters relay = new RelayCounters();

  /** Transports given up, and why. */
  final Tally<DisconnectReason> disconnected = new Tally<>(DisconnectReason.class);

  /** What was counted of the connections that are gone. */
  private final Tally<MediaFigure> counted = new Tally<>(MediaFigure.class);

  /** What the connections that are gone had rejected. */
  private final Rejects closed = new Rejects();

  private static Set<String> reasons() {
    Set<String> names = new TreeSet<>(Set.of(STRANGER, FAULT, OVERSIZED));
    for (PeerReject reason : PeerReject.values()) {
      names.add(name(reason));
    }
    for (MediaReject reason : MediaReject.values()) {
      names.add(name(reason));
    }
    for (StreamEnd end : StreamEnd.values()) {
      names.add(name(end));
    }
    for (SendFailure why : SendFailure.values()) {
      names.add(name(why));
    }
    return Collections.unmodifiableSet(names);
  }

  private static String name(Enum<?> reason) {
    String name = reason.name().toLowerCase(Locale.ROOT);
    return switch (reason) {
      case StreamEnd _ -> TCP + name;
      case SendFailure _ -> UNSENT + name;
      default -> name;
    };
  }

  /** A connection ends; its counts stay. */
  void closed(Connection connection) {
    closed.add(connection);
    for (MediaFigure figure : FIGURES) {
      if (figure.counts()) {
        counted.add(figure, figure.of(connection));
      }
    }
  }

  /** All figures: what is counted, of those who are gone too; what is, of those who are here. */
  Map<MediaFigure, Long> figures(Iterable<Connection> live) {
    Tally<MediaFigure> all = new Tally<>(MediaFigure.class);
    all.add(counted);
    for (Connection connection : live) { // each is looked at once: its memory may be cold
      for (MediaFigure figure : FIGURES) {
        all.add(figure, figure.of(connection));
      }
    }
    return all.counts();
  }

  /** How many of {@code live} are sent any picture. */
  static int watchers(Iterable<Connection> live) {
    int watchers = 0;
    for (Connection connection : live) {
      watchers += connection.participant().subscriber().watches() ? 1 : 0;
    }
    return watchers;
  }

  /** Transports given up since the start, by reason. */
  Map<DisconnectReason, Long> disconnects() {
    return disconnected.counts();
  }

  /** All rejects of the loop, its sockets and its connections, by name. */
  Map<String, Long> rejected(EdgeCounters edge, Iterable<Connection> live) {
    Rejects rejects = new Rejects();
    rejects.add(closed);
    live.forEach(rejects::add);
    Map<String, Long> all = new HashMap<>();
    rejects.tell(all);
    all.put(STRANGER, strangers);
    all.put(FAULT, faults);
    all.put(OVERSIZED, edge.oversized());
    for (SendFailure why : SendFailure.values()) {
      all.put(name(why), edge.unsent(why));
    }
    for (StreamEnd end : StreamEnd.values()) {
      all.put(name(end), edge.streamsEnded(end));
    }
    return Map.copyOf(all);
  }

  /** What connections have rejected. */
  private static final class Rejects {
    private final Tally<PeerReject> byPeers = new Tally<>(PeerReject.class);
    private final Tally<MediaReject> ofMedia = new Tally<>(MediaReject.class);

    void add(Rejects other) {
      byPeers.add(other.byPeers);
      ofMedia.add(other.ofMedia);
    }

    void add(Connection connection) {
      for (PeerReject reason : BY_PEERS) {
        byPeers.add(reason, connection.peer().counters().rejected(reason));
      }
      for (MediaReject reason : OF_MEDIA) {
        ofMedia.add(reason, connection.participant().publisher().rejected(reason));
      }
    }

    /** Both kinds may have a reason of the same name. */
    void tell(Map<String, Long> all) {
      byPeers.counts().forEach((reason, count) -> all.merge(name(reason), count, Long::sum));
      ofMedia.counts().forEach((reason, count) -> all.merge(name(reason), count, Long::sum));
    }
  }
}
