package io.plenum.sfu.publish;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.sfu.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What somebody publishes at another shard of the room, as it comes in here: tracks without a peer.
 * Lost packets, reports and mute are the other shard's business; what is watched here, and which
 * keyframes it needs, is told to it as {@link RelayedNeeds}.
 *
 * <p>Confined to the room's loop.
 */
public final class RelayedPublisher implements AutoCloseable {
  private static final long MEASURE_NS = 500_000_000L;

  private final List<Relayed> tracks = new ArrayList<>();
  private final PublisherTime time = new PublisherTime();
  private long measureDueNs = Long.MIN_VALUE;

  /** A track, and what the other shard was told of it. */
  private static final class Relayed {
    private final PublishedTrack track;
    private Watched told;
    private List<Integer> decoded = List.of();

    Relayed(PublishedTrack track) {
      this.track = track;
    }
  }

  /**
   * The tracks of {@code sections}; a second one of a source is left out.
   *
   * @param stir is run when something may be due earlier because of those who watch
   */
  public RelayedPublisher(List<RelayedSection> sections, Set<Source> allowed, Runnable stir) {
    for (RelayedSection section : sections) {
      Source source = section.source();
      if (track(source) == null) {
        boolean sent = allowed.contains(source);
        tracks.add(new Relayed(new PublishedTrack(source, section.media(), sent, false, stir)));
      }
    }
  }

  /** The track of {@code source}, or null. */
  public PublishedTrack track(Source source) {
    for (int i = 0; i < tracks.size(); i++) {
      if (tracks.get(i).track.source() == source) {
        return tracks.get(i).track;
      }
    }
    return null;
  }

  /**
   * A packet that the other shard took and let pass, each once.
   *
   * @param encoding its place in the track's list of rids
   * @param sequence its unwrapped number
   * @param arrivalNs when it came to the server
   * @return false if there is no such track or encoding
   */
  public boolean rtp(
      Source source, int encoding, RtpView packet, long sequence, long arrivalNs, long nowNs) {
    PublishedTrack track = track(source);
    PublishedStream stream = track == null ? null : stream(track, encoding, packet.ssrc());
    if (stream == null) {
      return false;
    }
    track.arrived(packet.headerLength() + packet.payloadLength());
    stream.relayed(packet, sequence, arrivalNs, nowNs);
    return true;
  }

  /**
   * What the publisher's report about one of its streams said.
   *
   * @param serverNs when it was at {@code publisherNs}, the publisher's NTP time in ns, by the
   *     other shard's map
   * @param rtpTime the stream's timestamp then
   */
  public void reported(
      Source source, int encoding, int ssrc, long publisherNs, long serverNs, long rtpTime) {
    PublishedTrack track = track(source);
    PublishedStream stream = track == null ? null : stream(track, encoding, ssrc);
    if (stream != null) {
      stream.relayedReport(publisherNs, serverNs, rtpTime);
    }
  }

  /** The stream of an encoding; a new one if the publisher has begun anew. */
  private PublishedStream stream(PublishedTrack track, int encoding, int ssrc) {
    PublishedStream stream = track.encoding(encoding);
    if (stream != null && stream.ssrc() == ssrc) {
      return stream;
    }
    List<String> rids = track.media().rids();
    if (encoding >= Math.max(1, rids.size())) {
      return null;
    }
    String rid = rids.isEmpty() ? null : rids.get(encoding);
    PublishedStream begun = new PublishedStream(track, rid, ssrc, time);
    track.put(begun);
    return begun;
  }

  /** Says which sources may be forwarded. */
  public void allow(Set<Source> allowed) {
    tracks.forEach(relayed -> relayed.track.allow(allowed.contains(relayed.track.source())));
  }

  /** When {@link #onDeadline} is to be called; {@link Long#MAX_VALUE} while nobody watches. */
  public long nextDeadlineNs() {
    long next = Long.MAX_VALUE;
    for (Relayed relayed : tracks) {
      PublishedTrack track = relayed.track;
      if (!track.audio()) {
        next = Math.min(next, track.watchedDueNs());
        next = track.watchers() > 0 ? Math.min(next, measureDueNs) : next;
        for (PublishedStream stream : track.streams()) {
          next = Math.min(next, stream.keyframes().nextDeadlineNs());
        }
      }
    }
    return next;
  }

  /** Tells {@code needs} what is due, and looks which sizes come. */
  public void onDeadline(RelayedNeeds needs, long nowNs) {
    boolean measure = nowNs >= measureDueNs;
    if (measure) {
      measureDueNs = nowNs + MEASURE_NS;
    }
    for (Relayed relayed : tracks) {
      PublishedTrack track = relayed.track;
      if (!track.audio()) {
        if (measure) {
          track.measure(nowNs);
        }
        tellWatched(relayed, needs, nowNs);
        askForKeyframes(track, needs, nowNs);
      }
    }
  }

  private static void tellWatched(Relayed relayed, RelayedNeeds needs, long nowNs) {
    PublishedTrack track = relayed.track;
    if (track.watchedDueNs() > nowNs) {
      return;
    }
    track.watched(nowNs);
    Watched now = track.watchers() == 0 ? null : track.asked();
    List<Integer> decoded = now == null ? List.of() : track.decodedByAll();
    boolean same = now == null ? relayed.told == null : now.equals(relayed.told);
    if (!same || !decoded.equals(relayed.decoded)) {
      relayed.told = now;
      relayed.decoded = decoded;
      needs.watched(track.source(), now, decoded);
    }
  }

  private static void askForKeyframes(PublishedTrack track, RelayedNeeds needs, long nowNs) {
    for (PublishedStream stream : track.streams()) {
      if (stream.keyframes().due(nowNs)) {
        needs.wantKeyframe(track.source(), stream.encoding());
      }
    }
  }

  /** Frees the packet caches; nothing may be forwarded afterwards. */
  @Override
  public void close() {
    tracks.forEach(relayed -> relayed.track.close());
  }
}
