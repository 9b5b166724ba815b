package io.plenum.sfu.publish;

import io.plenum.rtc.rtp.ExtensionUri;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.SdesText;
import java.util.List;

/**
 * Finds the stream that a packet belongs to (RFC 8843, section 9.2; RFC 8852): by its SSRC if that
 * was seen or signalled before, else by MID and RID, else by a payload type that only one track
 * has.
 *
 * <p>Confined to the room's loop.
 */
final class Demultiplexer {
  /** Times that a participant's encodings may change their SSRC; browsers keep theirs. */
  static final int MAX_CHANGES = 64;

  /** Answers of {@link #find} that are no entry. */
  static final int UNKNOWN = -1;

  static final int FULL = -2;

  private final List<PublishedTrack> tracks;
  private final PublisherTime time;
  private final EarlyReports reports;
  private final StreamDirectory directory = new StreamDirectory();
  private int changes;

  Demultiplexer(List<PublishedTrack> tracks, PublisherTime time, EarlyReports reports) {
    this.reports = reports;
    this.tracks = tracks;
    this.time = time;
    for (PublishedTrack track : tracks) {
      Integer ssrc = track.media().remoteSsrc();
      Integer rtxSsrc = track.media().remoteRtxSsrc();
      if (ssrc != null && track.media().rids().isEmpty() && directory.find(ssrc) < 0) {
        int entry = latch(track, null, ssrc, false, Long.MIN_VALUE);
        if (entry >= 0 && rtxSsrc != null && directory.find(rtxSsrc) < 0) {
          directory.add(rtxSsrc, directory.stream(entry), true);
        }
      }
    }
  }

  /** The entry in {@link #directory} for {@code packet}, {@link #UNKNOWN} or {@link #FULL}. */
  int find(RtpView packet, long nowNs) {
    int entry = directory.find(packet.ssrc());
    return entry >= 0 ? entry : identify(packet, nowNs);
  }

  StreamDirectory directory() {
    return directory;
  }

  private int identify(RtpView packet, long nowNs) {
    PublishedTrack track = trackOf(packet);
    if (track == null) {
      return UNKNOWN;
    }
    String repairedRid = text(track, packet, ExtensionUri.REPAIRED_RID);
    boolean repair = repairedRid != null || track.repairedCodec(packet.payloadType()) != null;
    String rid = repairedRid != null ? repairedRid : text(track, packet, ExtensionUri.RID);
    List<String> rids = track.media().rids();
    // RFC 8852: without simulcast no rid was negotiated; with it a packet must name one.
    if (rids.isEmpty() ? rid != null : rid == null || !rids.contains(rid)) {
      return UNKNOWN;
    }
    return latch(track, rid, packet.ssrc(), repair, nowNs);
  }

  private int latch(PublishedTrack track, String rid, int ssrc, boolean repair, long nowNs) {
    PublishedStream known = track.stream(rid);
    if (repair && known == null) {
      return UNKNOWN;
    }
    if (known != null && ++changes > MAX_CHANGES) {
      return FULL;
    }
    if (known != null) {
      directory.remove(known, repair);
    }
    PublishedStream stream = repair ? known : new PublishedStream(track, rid, ssrc, time);
    int entry = directory.add(ssrc, stream, repair);
    if (entry < 0) {
      return FULL;
    }
    if (!repair) {
      if (known != null) {
        directory.remove(known, true);
      }
      reports.tell(stream, nowNs);
      track.put(stream);
    }
    return directory.find(ssrc);
  }

  private PublishedTrack trackOf(RtpView packet) {
    PublishedTrack byPayloadType = null;
    boolean ambiguous = false;
    boolean named = false;
    for (PublishedTrack track : tracks) {
      Integer id = track.media().extensions().get(ExtensionUri.MID);
      if (id != null && packet.extensionLength(id) > 0) {
        named = true;
        if (SdesText.matches(packet, id, track.media().mid())) {
          return track;
        }
      }
      int payloadType = packet.payloadType();
      if (track.codec(payloadType) != null || track.repairedCodec(payloadType) != null) {
        ambiguous |= byPayloadType != null;
        byPayloadType = track;
      }
    }
    return ambiguous || named ? null : byPayloadType;
  }

  private static String text(PublishedTrack track, RtpView packet, String uri) {
    Integer id = track.media().extensions().get(uri);
    return id == null ? null : SdesText.read(packet, id);
  }
}
