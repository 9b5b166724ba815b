package io.plenum.sfu.room;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtcp.Fir;
import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.ReceiverReport;
import io.plenum.rtc.rtcp.ReportBlock;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.Publisher;
import io.plenum.sfu.subscribe.Presentation;
import io.plenum.sfu.subscribe.Subscriber;
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
public final class Participant implements AutoCloseable {
  /** Pace of regular reports: browsers' own for video (RFC 3550's 5 s would be slow to sync). */
  static final long REPORT_NS = 1_000_000_000L;

  /** Reports in one datagram: 31 blocks of 24 bytes and 12 sender reports of 28 bytes. */
  private static final int MAX_REPORTS = 13;

  private final ParticipantId id;
  private final Peer peer;
  private final Publisher publisher;
  private final Subscriber subscriber;
  private Set<Source> allowed;
  private List<Presentation> wishes = List.of();
  private long reportDueNs;

  Participant(
      ParticipantId id,
      NegotiatedSession session,
      Map<String, Source> sources,
      Set<Source> allowed,
      Peer peer,
      RandomGenerator random,
      long nowNs) {
    this.id = id;
    this.peer = peer;
    this.allowed = copy(allowed);
    this.publisher = new Publisher(session, sources, allowed, rtcpSsrc(session, random));
    this.subscriber = new Subscriber(session, peer, publisher.feedback().roundTrip(), random);
    this.reportDueNs = nowNs + REPORT_NS;
  }

  /** Who it is. */
  public ParticipantId id() {
    return id;
  }

  /** The peer's packets come and go from now on. */
  public void connected() {
    subscriber.connected();
  }

  /** A decrypted packet from the peer; it may be changed in place. */
  public void rtp(RtpView packet, long nowNs) {
    publisher.rtp(packet, nowNs);
  }

  /** Reports and requests from the peer. */
  public void rtcp(List<RtcpPacket> packets, long nowNs) {
    for (RtcpPacket packet : packets) {
      switch (packet) {
        case SenderReport report -> {
          publisher.senderReport(report, nowNs);
          blocks(report.blocks(), nowNs);
        }
        case ReceiverReport report -> blocks(report.blocks(), nowNs);
        case Nack nack -> subscriber.nack(nack, nowNs);
        case Pli pli -> subscriber.pli(pli);
        case Fir fir -> subscriber.fir(fir);
        // Bandwidth estimation, names and farewells are of no interest yet.
        default -> {}
      }
    }
  }

  private void blocks(List<ReportBlock> blocks, long nowNs) {
    for (ReportBlock block : blocks) {
      subscriber.reportBlock(block, nowNs);
    }
  }

  /** What it publishes. */
  public Publisher publisher() {
    return publisher;
  }

  /** What it receives. */
  public Subscriber subscriber() {
    return subscriber;
  }

  Set<Source> allowed() {
    return allowed;
  }

  void allow(Set<Source> sources) {
    allowed = copy(sources);
    publisher.allow(allowed);
  }

  List<Presentation> wishes() {
    return wishes;
  }

  void wish(List<Wish> wanted) {
    wishes =
        wanted.stream()
            .limit(Wish.MAX_WISHES)
            .map(w -> new Presentation(w.participant(), Presentation.Group.of(w.source())))
            .toList();
  }

  long nextDeadlineNs() {
    if (!peer.sendable()) {
      return Long.MAX_VALUE; // whatever makes it sendable comes through the loop
    }
    long publishing = publisher.feedback().nextDeadlineNs();
    return Math.min(reportDueNs, Math.min(publishing, subscriber.nextDeadlineNs()));
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
    } else {
      subscriber.onDeadline(nowNs);
    }
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
    subscriber.close();
    publisher.close();
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
