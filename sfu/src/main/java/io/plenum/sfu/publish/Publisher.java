package io.plenum.sfu.publish;

import io.plenum.rtc.count.Allowance;
import io.plenum.rtc.count.Tally;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.Rtx;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one participant publishes: sorts its packets to tracks, unpacks retransmissions, and counts
 * what fits nowhere. {@link PublisherFeedback} writes back to it.
 *
 * <p>Confined to the room's loop.
 */
public final class Publisher implements AutoCloseable {
  /** Tracks of one participant: each source once. */
  public static final int MAX_TRACKS = Source.values().length;

  /** More than fits an Ethernet frame (RFC 894); bounds what is copied for receivers. */
  public static final int MAX_PAYLOAD_BYTES = 1_500;

  /**
   * Packets of media that are taken: 40 Mbit/s in packets of 1,250 bytes; a camera, a screen and
   * their repairs take a tenth.
   */
  public static final int PACKETS_PER_SECOND = 4_000;

  private final List<PublishedTrack> tracks = new ArrayList<>();
  private final Demultiplexer demultiplexer;
  private final EarlyReports reports = new EarlyReports();
  private final PublisherFeedback feedback;
  private final Allowance allowance = new Allowance(PACKETS_PER_SECOND);
  private final Span unpacked = new Span();
  private final Tally<MediaReject> rejected = new Tally<>(MediaReject.class);

  /**
   * The tracks of {@code session} that {@code sources} names by mid. A second track of one source
   * is left out.
   *
   * @param allowed sources that may be forwarded from the start
   * @param localSsrc what RTCP to the publisher is sent from
   * @param stir is run when something may be due earlier because of those who watch
   */
  public Publisher(
      NegotiatedSession session,
      Map<String, Source> sources,
      Set<Source> allowed,
      int localSsrc,
      Runnable stir) {
    for (NegotiatedMedia media : session.media()) {
      Source source = sources.get(media.mid());
      boolean received =
          media.direction() == Direction.RECVONLY || media.direction() == Direction.SENDRECV;
      if (source != null && received && track(source) == null) {
        tracks.add(new PublishedTrack(source, media, allowed.contains(source), stir));
      }
    }
    PublisherTime time = new PublisherTime();
    demultiplexer = new Demultiplexer(tracks, time, reports);
    feedback = new PublisherFeedback(tracks, localSsrc, transportSequenceId());
  }

  /**
   * Takes note of a decrypted packet's arrival.
   *
   * @return false if there are too many: it is dropped, and not told to have arrived, so that a
   *     sender that adapts sends less
   */
  public boolean admits(RtpView packet, long nowNs) {
    if (!allowance.take(nowNs)) {
      rejected.add(MediaReject.FLOOD);
      return false;
    }
    feedback.arrived(packet, nowNs);
    return true;
  }

  /** A packet that was admitted, now or a moment ago; it may be changed in place. */
  public void forward(RtpView packet, long nowNs) {
    MediaReject reject = sort(packet, nowNs);
    if (reject != null) {
      rejected.add(reject);
    }
  }

  private MediaReject sort(RtpView packet, long nowNs) {
    if (packet.payloadLength() > MAX_PAYLOAD_BYTES) {
      return MediaReject.TOO_LARGE;
    }
    int entry = demultiplexer.find(packet, nowNs);
    if (entry < 0) {
      return entry == Demultiplexer.FULL
          ? MediaReject.TOO_MANY_STREAMS
          : MediaReject.UNKNOWN_STREAM;
    }
    PublishedStream stream = demultiplexer.directory().stream(entry);
    stream.track().arrived(packet.headerLength() + packet.payloadLength());
    if (demultiplexer.directory().repair(entry)) {
      return repair(stream, packet, nowNs);
    }
    if (stream.track().codec(packet.payloadType()) == null) {
      return MediaReject.UNKNOWN_PAYLOAD_TYPE;
    }
    return stream.direct(packet, nowNs);
  }

  private MediaReject repair(PublishedStream stream, RtpView packet, long nowNs) {
    Codec codec = stream.track().repairedCodec(packet.payloadType());
    if (codec == null) {
      return MediaReject.UNKNOWN_PAYLOAD_TYPE;
    }
    int length = packet.headerLength() + packet.payloadLength() + packet.paddingLength();
    unpacked.set(packet.memory(), packet.offset(), length, length);
    if (!Rtx.decapsulate(unpacked, packet, codec.payloadType(), stream.ssrc())) {
      return MediaReject.PROBE;
    }
    MediaReject reject = stream.repaired(packet, nowNs);
    if (reject == null && stream.nack() != null) {
      feedback.roundTrip().sample(stream.nack().answerNs());
    }
    return reject;
  }

  /** The publisher's report about one of its streams. */
  public void senderReport(SenderReport report, long nowNs) {
    int entry = demultiplexer.directory().find(report.senderSsrc());
    if (entry < 0) {
      reports.add(report, nowNs);
    } else if (!demultiplexer.directory().repair(entry)) {
      demultiplexer.directory().stream(entry).report(report, nowNs);
    }
  }

  /** Which sizes of its pictures the publisher is to be asked for from now on; mostly none. */
  public List<Watched> watched(long nowNs) {
    List<Watched> changed = new ArrayList<>();
    for (PublishedTrack track : tracks) {
      Watched watched = track.watched(nowNs);
      if (watched != null) {
        changed.add(watched);
      }
    }
    return changed;
  }

  /** Which sizes of each of its pictures the publisher is asked for now. */
  public List<Watched> asked() {
    return tracks.stream()
        .filter(track -> !track.source().audio())
        .map(PublishedTrack::asked)
        .toList();
  }

  /** When {@link #watched} has something to say at the earliest. */
  public long watchedDueNs() {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < tracks.size(); i++) {
      next = Math.min(next, tracks.get(i).watchedDueNs());
    }
    return next;
  }

  /** Says which sources may be forwarded. */
  public void allow(Set<Source> allowed) {
    for (PublishedTrack track : tracks) {
      track.allow(allowed.contains(track.source()));
    }
  }

  /** Its tracks. */
  public List<PublishedTrack> tracks() {
    return tracks;
  }

  /** The track of {@code source}, or null. */
  public PublishedTrack track(Source source) {
    for (PublishedTrack track : tracks) {
      if (track.source() == source) {
        return track;
      }
    }
    return null;
  }

  /** Packets that the publisher has sent so far, as the numbers of its live streams tell. */
  public long expected() {
    long all = 0;
    for (PublishedTrack track : tracks) {
      all += track.streams().stream().mapToLong(PublishedStream::expected).sum();
    }
    return all;
  }

  /** Of these, packets that the network lost; repaired ones count. */
  public long lost() {
    long all = 0;
    for (PublishedTrack track : tracks) {
      all += track.streams().stream().mapToLong(PublishedStream::lost).sum();
    }
    return all;
  }

  /** Requests and reports to the publisher. */
  public PublisherFeedback feedback() {
    return feedback;
  }

  /** Packets dropped for {@code reason}. */
  public long rejected(MediaReject reason) {
    return rejected.count(reason);
  }

  private int transportSequenceId() {
    for (PublishedTrack track : tracks) {
      Integer id = track.media().extensions().get(ExtensionUri.TRANSPORT_SEQUENCE);
      if (id != null) {
        return id;
      }
    }
    return 0;
  }

  /** Frees the packet caches; nothing may be forwarded afterwards. */
  @Override
  public void close() {
    tracks.forEach(PublishedTrack::close);
  }
}
