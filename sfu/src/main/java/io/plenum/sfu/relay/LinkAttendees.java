package io.plenum.sfu.relay;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.Source;
import io.plenum.sfu.room.Room;
import io.plenum.sfu.timer.Deadlines;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Those whose transports end at the other end of a link, and the packets that come from them. They
 * stand at the index of their number, of which a shard gives one for each who comes in. Confined to
 * the shard's loop.
 */
final class LinkAttendees implements PacketRing.Reader, AutoCloseable {
  private final Link link;
  private final Room room;
  private final Deadlines<RelayedAttendee> deadlines =
      new Deadlines<>(RelayedAttendee::nextDeadlineNs);
  private final List<RelayedAttendee> attendees = new ArrayList<>();
  private final RtpView view = new RtpView();
  private long nowNs;

  /** Nobody, of {@code room}, yet. */
  LinkAttendees(Link link, Room room) {
    this.link = link;
    this.room = room;
  }

  /** Everybody who is there. */
  void directory(List<RelayMessage.Joined> directory, long nowNs) {
    List<RelayedAttendee> came = new ArrayList<>();
    for (RelayMessage.Joined joined : directory) {
      RelayedAttendee attendee = new RelayedAttendee(joined, link, deadlines);
      put(joined.number(), attendee);
      came.add(attendee);
    }
    room.attend(came, nowNs);
  }

  private void put(int number, RelayedAttendee attendee) {
    while (attendees.size() <= number) {
      attendees.add(null);
    }
    attendees.set(number, attendee);
  }

  /** Without an object per packet, as a map of numbers would make. */
  private RelayedAttendee find(int number) {
    return number >= 0 && number < attendees.size() ? attendees.get(number) : null;
  }

  private List<RelayedAttendee> present() {
    return attendees.stream().filter(Objects::nonNull).toList();
  }

  /** One more. */
  void joined(RelayMessage.Joined joined, long nowNs) {
    directory(List.of(joined), nowNs);
  }

  /** One less. */
  void left(int number, long nowNs) {
    RelayedAttendee attendee = find(number);
    if (attendee != null) {
      attendees.set(number, null);
      depart(List.of(attendee), nowNs);
    }
  }

  /** None any more. */
  void leaveAll(long nowNs) {
    List<RelayedAttendee> all = present();
    attendees.clear();
    if (!all.isEmpty()) {
      depart(all, nowNs);
    }
  }

  private void depart(List<RelayedAttendee> gone, long nowNs) {
    try {
      room.depart(gone, nowNs);
    } finally {
      gone.forEach(RelayedAttendee::close);
    }
  }

  /** Other sources of one of them may be forwarded. */
  void allowed(RelayMessage.Allowed allowed, long nowNs) {
    RelayedAttendee attendee = find(allowed.number());
    if (attendee != null) {
      attendee.allow(allowed.sources());
      room.reseat(nowNs);
    }
  }

  /** Packets that are handed over from now on come at {@code nowNs}. */
  void now(long nowNs) {
    this.nowNs = nowNs;
  }

  @Override
  public void packet(
      int who, Source source, int encoding, long sequence, long arrivalNs, Span packet) {
    RelayedAttendee attendee = find(who);
    if (attendee != null && view.wrap(packet)) {
      try {
        attendee.rtp(source, encoding, view, sequence, arrivalNs, nowNs);
      } catch (RuntimeException fault) {
        throw begunAnew(attendee, fault);
      }
    }
  }

  @Override
  public void report(
      int who,
      Source source,
      int encoding,
      int ssrc,
      long publisherNs,
      long serverNs,
      long rtpTime) {
    RelayedAttendee attendee = find(who);
    if (attendee != null) {
      attendee.publisher().reported(source, encoding, ssrc, publisherNs, serverNs, rtpTime);
    }
  }

  /** When {@link #onDeadline} is to be called; {@link Long#MAX_VALUE} while nothing is due. */
  long nextDeadlineNs() {
    return deadlines.nextNs();
  }

  /** Lets time pass for all. */
  void onDeadline(long nowNs) {
    this.nowNs = nowNs;
    deadlines.run(nowNs, this::onDeadline);
  }

  private void onDeadline(RelayedAttendee attendee) {
    try {
      attendee.onDeadline(nowNs);
    } catch (RuntimeException fault) {
      throw begunAnew(attendee, fault);
    }
  }

  /**
   * A bug that somebody's packets or timers met costs what they publish: the slots that showed it
   * are empty for a moment, and wait for keyframes. The others at the other end go on.
   */
  private RelayFaultException begunAnew(RelayedAttendee broken, RuntimeException fault) {
    RelayedAttendee anew = broken.anew(deadlines);
    put(broken.number(), anew);
    depart(List.of(broken), nowNs);
    broken.watchedNoMore();
    room.attend(List.of(anew), nowNs);
    return new RelayFaultException(fault);
  }

  /** Frees what is held of them; the room is closed already, or does not show them any more. */
  @Override
  public void close() {
    present().forEach(RelayedAttendee::close);
    attendees.clear();
  }
}
