package io.plenum.sfu.loop;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.srtp.SrtpCiphers;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.net.MediaEdge;
import io.plenum.sfu.room.RoomFullException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people into the rooms of a loop: with a new connection, in place of their earlier one, or
 * with the one they have, whose ICE restarts. Confined to the loop.
 */
final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

  private final MediaLoop loop;
  private final MediaEdge edge;
  private final AddressTable table;
  private final LoopRooms rooms;
  private final LoopTimers timers;
  private final Gathering gathering;
  private final SrtpCiphers ciphers;

  /** The way into {@code rooms} for those whose packets come through {@code edge}. */
  Entrance(
      MediaLoop loop,
      MediaEdge edge,
      AddressTable table,
      LoopRooms rooms,
      LoopTimers timers,
      Gathering gathering,
      SrtpCiphers ciphers) {
    this.loop = loop;
    this.edge = edge;
    this.table = table;
    this.rooms = rooms;
    this.timers = timers;
    this.gathering = gathering;
    this.ciphers = ciphers;
  }

  /** Lets somebody in, in place of their earlier connection if there is one, or restarts that. */
  void join(LoopCommand.Join join, long nowNs) {
    Connection standing = rooms.connection(join.room(), join.participant());
    if (standing != null && standing.agreed().sameAssociation(join.offered())) {
      joinAgain(standing, join, nowNs);
      return;
    }
    long arrival = join.admission().getAsLong(); // before the place that stands is free
    if (arrival < 0) {
      String full = new RoomFullException(rooms.maxParticipants()).getMessage();
      refuse(join, null, full); // what stands, stands
      return;
    }
    rooms.leave(join.room(), join.participant(), nowNs);
    Place place = null;
    try {
      place = rooms.place(join.room(), join.shard(), nowNs);
      enter(place, join, arrival, nowNs);
      join.entered().complete(join.offered());
    } catch (RuntimeException | Error fault) {
      try {
        undo(place, join.participant(), fault, nowNs);
      } finally {
        refuse(join, standing, "an internal fault");
        LOG.error("fault when {} came in", join.participant(), fault);
      }
    }
  }

  /** The same client end offers again. What it was entered with stays its entrance. */
  private void joinAgain(Connection standing, LoopCommand.Join join, long nowNs) {
    join.gone().run();
    boolean same =
        standing.agreed().session().sameMedia(join.offered().session())
            && standing.join.sources().equals(join.sources());
    if (!same) {
      String reason = "a later offer changes no media: that needs a new connection";
      join.entered().completeExceptionally(new OfferRefusedException(reason));
      return;
    }
    standing.offeredAgain(join.offered(), join.listener(), nowNs);
    rooms.obey(
        join.room(),
        join.participant(),
        place -> {
          place.allow(join.participant(), join.allowed(), nowNs);
          place.room.tellAgain(join.participant(), nowNs);
        },
        nowNs);
    join.entered().complete(standing.agreed());
  }

  /** Takes out whom a bug let in by half only: theirs alone, like any other fault. */
  private void undo(Place placeOrNull, ParticipantId newcomer, Throwable fault, long nowNs) {
    if (placeOrNull != null) {
      Connection half = placeOrNull.connections.remove(newcomer);
      if (half != null) {
        rooms.abandon(half);
      }
    }
    if (!rooms.survives(placeOrNull, fault, nowNs) || placeOrNull == null) {
      return;
    }
    try {
      placeOrNull.leave(newcomer, nowNs);
      rooms.dropIfEmpty(placeOrNull);
    } catch (RuntimeException | Error another) {
      rooms.end(placeOrNull, another, nowNs);
    }
  }

  private void enter(Place place, LoopCommand.Join join, long arrival, long nowNs) {
    Connection connection = new Connection(loop, rooms, table, gathering, join, new Paths(edge));
    Peer peer =
        new Peer(
            join.offered().localIce(),
            join.offered().session().remoteIce(),
            ciphers,
            connection.paths,
            connection,
            nowNs);
    if (!join.offered().session().receives()) {
      peer.takeMediaForConsent();
    }
    place.connections.put(join.participant(), connection);
    connection.attach(
        peer,
        place.join(
            join.participant(),
            arrival,
            join.offered().session(),
            join.sources(),
            join.allowed(),
            peer,
            nowNs),
        timers.deadline(connection));
    table.expect(connection);
  }

  /** What stood before was taken out to make room, so it is lost. */
  private static void refuse(LoopCommand.Join join, Connection standing, String reason) {
    join.gone().run();
    join.entered().completeExceptionally(new MediaOverloadedException(reason));
    if (standing != null) {
      standing.listener().lost();
    }
  }
}
