package io.plenum.sfu.relay;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.publish.RelayedNeeds;
import io.plenum.sfu.publish.RelayedPublisher;
import io.plenum.sfu.publish.RelayedSection;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.room.Attendee;
import io.plenum.sfu.timer.Deadline;
import io.plenum.sfu.timer.Deadlines;
import java.util.List;
import java.util.Set;

/** Somebody whose transport ends at another shard. Confined to the room's loop. */
final class RelayedAttendee implements Attendee, RelayedNeeds, AutoCloseable {
  private final RelayMessage.Joined joined;
  private final Link link;
  private final RelayedPublisher publisher;
  private final Deadline<RelayedAttendee> deadline;
  private Set<Source> allowed;
  private int cameraShown;

  /** Who {@code joined} at the other end of {@code link}. */
  RelayedAttendee(RelayMessage.Joined joined, Link link, Deadlines<RelayedAttendee> deadlines) {
    this.joined = joined;
    this.link = link;
    this.allowed = joined.allowed();
    this.deadline = deadlines.of(this);
    this.publisher = new RelayedPublisher(joined.sections(), allowed, deadline::stir);
  }

  /** The same one, whose tracks begin anew. */
  RelayedAttendee anew(Deadlines<RelayedAttendee> deadlines) {
    RelayMessage.Joined now =
        new RelayMessage.Joined(
            joined.number(), joined.id(), joined.arrival(), joined.sections(), allowed);
    RelayedAttendee anew = new RelayedAttendee(now, link, deadlines);
    anew.cameraShown = cameraShown;
    return anew;
  }

  /** Nothing of theirs crosses any more until it is asked for anew. */
  void watchedNoMore() {
    for (RelayedSection section : joined.sections()) {
      if (!section.source().audio()) {
        watched(section.source(), null, List.of());
      }
    }
  }

  /** By which their shard names them. */
  int number() {
    return joined.number();
  }

  @Override
  public ParticipantId id() {
    return joined.id();
  }

  @Override
  public long arrival() {
    return joined.arrival();
  }

  @Override
  public Set<Source> allowed() {
    return allowed;
  }

  @Override
  public PublishedTrack track(Source source) {
    return publisher.track(source);
  }

  @Override
  public void cameraShown(int height) {
    if (height != cameraShown) {
      cameraShown = height;
      link.send(new RelayMessage.CameraShown(joined.number(), height));
    }
  }

  void allow(Set<Source> sources) {
    deadline.stir();
    allowed = sources;
    publisher.allow(sources);
  }

  void rtp(Source source, int encoding, RtpView packet, long sequence, long arrivalNs, long nowNs) {
    deadline.stir();
    publisher.rtp(source, encoding, packet, sequence, arrivalNs, nowNs);
  }

  RelayedPublisher publisher() {
    return publisher;
  }

  long nextDeadlineNs() {
    return publisher.nextDeadlineNs();
  }

  void onDeadline(long nowNs) {
    publisher.onDeadline(this, nowNs);
  }

  @Override
  public void wantKeyframe(Source source, int encoding) {
    link.send(new RelayMessage.WantKeyframe(joined.number(), source, encoding));
  }

  @Override
  public void watched(Source source, Watched watchedOrNull, List<Integer> decoded) {
    link.send(new RelayMessage.Shown(joined.number(), source, watchedOrNull, decoded));
  }

  @Override
  public void close() {
    deadline.end();
    publisher.close();
  }
}
