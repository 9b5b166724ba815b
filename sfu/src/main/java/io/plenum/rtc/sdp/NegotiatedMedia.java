package io.plenum.rtc.sdp;

import java.util.List;
import java.util.Map;

/**
 * One accepted section.
 *
 * @param index its place among all sections of the offer, from 0
 * @param mid its identification tag
 * @param kind audio or video
 * @param direction ours: {@link Direction#RECVONLY}, the client publishes; {@link
 *     Direction#SENDONLY}, a slot; {@link Direction#INACTIVE}, neither
 * @param codecs agreed, most wanted first; payload types are the client's; never empty
 * @param extensions agreed header extensions, URI to id
 * @param rids simulcast layers the client will send, in its order; empty: one encoding
 * @param remoteSsrc what the client sends with; null if it did not say or sends layers
 * @param remoteRtxSsrc what it retransmits with; null if it did not say
 * @param localSsrc what a slot sends with; 0 if this is no slot
 * @param localRtxSsrc what a slot retransmits with; 0 without retransmission
 * @param streamId the slot's media stream, {@code pair-k} or {@code slot-index}, and its CNAME;
 *     null if this is no slot
 */
public record NegotiatedMedia(
    int index,
    String mid,
    MediaKind kind,
    Direction direction,
    List<Codec> codecs,
    Map<String, Integer> extensions,
    List<String> rids,
    Integer remoteSsrc,
    Integer remoteRtxSsrc,
    int localSsrc,
    int localRtxSsrc,
    String streamId) {

  /** Whether nothing differs but the SSRCs that we gave. */
  boolean sameAs(NegotiatedMedia other) {
    return equals(
        new NegotiatedMedia(
            other.index,
            other.mid,
            other.kind,
            other.direction,
            other.codecs,
            other.extensions,
            other.rids,
            other.remoteSsrc,
            other.remoteRtxSsrc,
            localSsrc,
            localRtxSsrc,
            other.streamId));
  }
}
