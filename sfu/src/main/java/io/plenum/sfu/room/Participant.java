package io.plenum.sfu.room;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtcp.Fir;
import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.ReceiverReport;
import io.plenum.rtc.rtcp.Remb;
import io.plenum.rtc.rtcp.ReportBlock;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.publish.Publisher;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.subscribe.Subscriber;
import io.plenum.sfu.timer.Deadline;
import io.plenum.sfu.trace.Trail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One who is in the room: what they publish and what they receive, over one peer. Takes the peer's
 * packets; whoever owns the peer hands {@code PeerEvents} on to here.
 *
 * <p>Confined to the room's loop.
 */
public final class Participant implements Attendee, AutoCloseable {
  /** Pace of regular reports: browsers' own for video (RFC 3550's 5 s would be slow to sync). */
  static final long REPORT_NS = 1_000_000_000L;

  /** Reports in one datagram: 31 blocks of 24 bytes and 12 sender reports of 28 bytes. */
  private static final int MAX_REPORTS = 13;

  private final ParticipantId id;
  private final long arrival;
  private final Peer peer;
  private final Deadline<Participant> deadline;
  private final Publisher publisher;
  private final Subscriber subscriber;
  private final Trail trail;
  private final ConnectionWatch watch;
  private final CameraShown cameraShown = new CameraShown();
  private final Wishes wishes = new Wishes();
  private Set<Source> allowed;
  private long reportDueNs;

  Participant(
      ParticipantId id,
      long arrival,
      NegotiatedSession session,
      Map<String, Source> sources,
      Set<Source> allowed,
      Peer peer,
      RoomTimers timers,
      Trail trail,
      RandomGenerator random,
      long nowNs) {
    this.id = id;
    this.arrival = arrival;
    this.trail = trail;
    this.peer = peer;
    this.allowed = copy(allowed);
    this.deadline = timers.deadline(this);
    this.publisher =
        new Publisher(session, sources, allowed, rtcpSsrc(session, random), deadline::stir);
    this.subscriber =
        new Subscriber(
            session,
            peer,
            publisher.feedback().roundTrip(),
            new SubscriberTimers(timers.backlog()),
            trail,
            random,
            nowNs);
    this.watch = new ConnectionWatch(publisher, subscriber, nowNs);
    this.reportDueNs = nowNs + REPORT_NS;
  }

  @Override
  public ParticipantId id() {
    return id;
  }

  @Override
  public long arrival() {
    return arrival;
  }

  /** What it waits for may be due earlier than it was. */
  void stir() {
    deadline.stir();
  }

  /** A way to the peer was proven: it may be possible to send from now on. */
  public void proven() {
    stir();
  }

  /** The peer's packets come and go from now on. */
  public void connected(long nowNs) {
    stir();
    subscriber.connected(nowNs);
  }

  /**
   * Takes note of a decrypted packet that has just come from the peer; to be followed by {@link
   * #forward}, at once or a moment later.
   *
   * @return false if there are too many: it is dropped
   */
  public boolean admits(RtpView packet, long nowNs) {
    trail.received(packet, nowNs);
    return publisher.admits(packet, nowNs);
  }

  /** Hands a packet that was admitted to those who get it; it may be changed in place. */
  public void forward(RtpView packet, long nowNs) {
    stir();
    publisher.forward(packet, nowNs);
  }

  /** Reports and requests from the peer. */
  public void rtcp(List<RtcpPacket> packets, long nowNs) {
    stir();
    for (RtcpPacket packet : packets) {
      switch (packet) {
        case SenderReport report -> {
          publisher.senderReport(report, nowNs);
          blocks(report.blocks(), nowNs);
        }
        case ReceiverReport report -> blocks(report.blocks(), nowNs);
        case Nack nack -> subscriber.nack(nack, nowNs);
        case Pli pli -> subscriber.pli(pli, nowNs);
        case Fir fir -> subscriber.fir(fir, nowNs);
        case TransportFeedback feedback -> subscriber.feedback(feedback, nowNs);
        case Remb remb -> subscriber.remb(remb, nowNs);
        // Names and farewells are of no interest.
        default -> {}
      }
    }
  }

  private void blocks(List<ReportBlock> blocks, long nowNs) {
    for (ReportBlock block : blocks) {
      subscriber.reportBlock(block, nowNs);
    }
  }

  /** What was wrong with its connection is over: it goes another way. */
  void watchAnew(long nowNs) {
    watch.begin(nowNs);
  }

  /** What is wrong with its connection; see {@link ConnectionWatch#look}. */
  List<Spell> troubles(long nowNs) {
    return peer.sendable() ? watch.look(cameraShown.largest(), nowNs) : List.of();
  }

  @Override
  public void cameraShown(int height) {
    cameraShown.here(height);
  }

  /** The same for those whose transports end at another shard of the room. */
  public void cameraShownAt(int shard, int height) {
    cameraShown.at(shard, height);
  }

  /** What it leaves in the room's trace. */
  Trail trail() {
    return trail;
  }

  /** What it publishes. */
  public Publisher publisher() {
    return publisher;
  }

  /** What it receives. */
  public Subscriber subscriber() {
    return subscriber;
  }

  @Override
  public Set<Source> allowed() {
    return allowed;
  }

  @Override
  public PublishedTrack track(Source source) {
    return publisher.track(source);
  }

  void allow(Set<Source> sources, long nowNs) {
    stir();
    allowed = copy(sources);
    trail.allowed(allowed, nowNs);
    publisher.allow(allowed);
  }

  /** What it shows. */
  Wishes wishes() {
    return wishes;
  }

  void wish(List<Wish> wanted, boolean only, long nowNs) {
    trail.viewed(wanted.size(), nowNs);
    wishes.set(wanted, only);
  }

  long nextDeadlineNs() {
    if (!peer.sendable()) {
      return Long.MAX_VALUE; // whatever makes it sendable stirs it
    }
    long publishing = publisher.feedback().nextDeadlineNs();
    long next = Math.min(publisher.watchedDueNs(), subscriber.nextDeadlineNs());
    return Math.min(reportDueNs, Math.min(publishing, next));
  }

  void onDeadline(long nowNs) {
    if (!peer.sendable()) {
      reportDueNs = Math.max(reportDueNs, nowNs + REPORT_NS);
      return;
    }
    publisher.feedback().onDeadline(peer, nowNs);
    if (nowNs >= reportDueNs) {
      reportDueNs = nowNs + REPORT_NS;
      sendReports(nowNs);
    }
    subscriber.onDeadline(nowNs);
  }

  private void sendReports(long nowNs) {
    List<RtcpPacket> reports = new ArrayList<>();
    publisher.feedback().report(reports, nowNs);
    subscriber.report(reports, nowNs);
    for (int from = 0; from < reports.size(); from += MAX_REPORTS) {
      peer.sendRtcp(reports.subList(from, Math.min(reports.size(), from + MAX_REPORTS)));
    }
  }

  /** Empties its slots, then frees what it published. */
  @Override
  public void close() {
    deadline.end();
    subscriber.close();
    publisher.close();
  }

  /** What its subscriber wants of time. */
  private final class SubscriberTimers implements Subscriber.Timers {
    private final Backlog backlog;

    SubscriberTimers(Backlog backlog) {
      this.backlog = backlog;
    }

    @Override
    public void packetsWait() {
      backlog.add(Participant.this);
    }

    @Override
    public void stir() {
      deadline.stir();
    }
  }

  private static Set<Source> copy(Set<Source> sources) {
    return sources.isEmpty() ? EnumSet.noneOf(Source.class) : EnumSet.copyOf(sources);
  }

  private static int rtcpSsrc(NegotiatedSession session, RandomGenerator random) {
    for (NegotiatedMedia media : session.media()) {
      if (media.localSsrc() != 0) {
        return media.localSsrc();
      }
    }
    return random.nextInt();
  }
}
