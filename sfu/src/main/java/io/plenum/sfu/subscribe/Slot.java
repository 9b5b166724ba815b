package io.plenum.sfu.subscribe;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.Codec;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;
import io.plenum.sfu.publish.PacketSink;
import io.plenum.sfu.publish.PublishedStream;
import io.plenum.sfu.publish.PublishedTrack;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * One media section to one receiver: which track it shows, which layers of it, and when what the
 * receiver gets changes from one encoding to another. What of a picture it shows is decided
 * elsewhere: {@link #target}; how it goes out, in {@link SlotStream}.
 *
 * <pre>
 *  empty → waiting   show(track), then target(layers): a keyframe is asked for
 *  waiting → live    the first packet of a keyframe of the target's encoding, or any of sound
 *  live → live       likewise, when the target names another encoding: until then the former goes on
 *  live → waiting    the track was muted, jumped, the target is nothing, or {@link #abandonLarger}
 *  any → empty       show(null)
 * </pre>
 *
 * <p>Confined to the room's loop.
 */
final class Slot implements PacketSink {
  private final NegotiatedMedia media;
  private final LadderListener ladders;
  private final boolean video;
  private final SlotStream out;

  private PublishedTrack track;
  private SlotFormat format;
  private LayerTarget target;
  private PictureSize size = PictureSize.NOT_SAID;
  private boolean limited;
  private LayerTarget most;

  /** A slot with pictures or sound that says nothing yet. */
  Slot(NegotiatedMedia media, PacketWriter writer, LadderListener ladders, RandomGenerator random) {
    this.media = media;
    this.ladders = ladders;
    this.video = media.kind() == MediaKind.VIDEO;
    this.out = new SlotStream(media, writer, random);
  }

  /** The section's name. */
  String mid() {
    return media.mid();
  }

  int ssrc() {
    return media.localSsrc();
  }

  /** The receiver's id of transport-wide numbers here; 0 if they were not agreed on. */
  int transportSequenceId() {
    return CongestionTerms.transportSequenceId(media);
  }

  /** The receiver's id of the time of sending here; 0 if packets have none. */
  int sendTimeId() {
    return CongestionTerms.sendTimeId(media);
  }

  /** Its retransmissions, or null. */
  RtxStream retransmissions() {
    return out.retransmissions();
  }

  /** What it shows, or null. */
  PublishedTrack track() {
    return track;
  }

  /**
   * Shows {@code next} from now on; null: nothing. A picture comes once there is a {@link #target}.
   *
   * @return whether that is something else than before
   */
  boolean show(PublishedTrack next) {
    if (next == track) {
      return false;
    }
    if (track != null) {
      track.remove(this);
    }
    out.release();
    target = null;
    limited = false;
    boolean added = next != null && next.add(this);
    track = added ? next : null;
    if (added) {
      format = SlotFormat.between(next.media(), media);
      target = video ? null : LayerTarget.all(0);
    }
    return true;
  }

  /**
   * Of a picture that goes out, which of the sizes that are being sent: 0 is the smallest, in
   * whatever order the publisher lists them; -1: none goes out.
   */
  int layer() {
    PublishedStream stream = out.current();
    if (stream == null || !video) {
      return -1;
    }
    int spatial = Math.min(out.selector().spatial(), stream.topSpatial());
    return track.ladder().place(new LayerTarget(stream.encoding(), Math.max(0, spatial), 0));
  }

  /** How the receiver shows it. */
  PictureSize size() {
    return size;
  }

  /** Says how the receiver shows it. */
  void size(PictureSize next) {
    size = next;
    wishChanged();
  }

  /** Of its picture nothing above {@code next} is wished for, whatever its size; null: nothing. */
  void limit(LayerTarget next) {
    if (!limited || !Objects.equals(next, most)) {
      limited = true;
      most = next;
      wishChanged();
    }
  }

  /** Its picture may be wished for in any size. */
  void free() {
    if (limited) {
      limited = false;
      wishChanged();
    }
  }

  /** Whether {@link #limit} holds. */
  boolean limited() {
    return limited;
  }

  /** What it was limited to last; null: nothing. */
  LayerTarget most() {
    return most;
  }

  private void wishChanged() {
    if (track != null) {
      track.wishChanged();
    }
  }

  @Override
  public LayerTarget wish(Ladder sizes) {
    LayerTarget shown = sizes.target(size.width(), size.height());
    return limited && sizes.place(most) < sizes.place(shown) ? most : shown;
  }

  @Override
  public boolean decodes(Codec codec) {
    return format.payloadType(codec.payloadType()) >= 0;
  }

  @Override
  public void ladderChanged(long nowNs) {
    if (video) {
      PublishedStream current = out.current();
      if (current != null && out.selector().isStranded(current.topSpatial())) {
        track.wantKeyframe(current.encoding());
      }
      ladders.ladderChanged(nowNs);
    }
  }

  /** What the receiver should get, or is getting; null: nothing. */
  LayerTarget target() {
    return target;
  }

  /** Pixels of the shorter side of the picture that it shows now; 0 if there is none. */
  int height() {
    int place = out.current() == null ? -1 : track.ladder().place(target);
    if (place < 0) {
      return 0;
    }
    Ladder.Rung rung = track.ladder().rungs().get(place);
    return Math.min(rung.width(), rung.height());
  }

  /** The receiver should get these layers from now on; null: nothing. Only for pictures. */
  void target(LayerTarget next) {
    if (track == null || Objects.equals(next, target)) {
      return;
    }
    target = next;
    PublishedStream current = out.current();
    if (next == null) {
      out.release();
    } else if (current != null && current.encoding() == next.encoding()) {
      out.selector().target(next.spatial(), next.temporal());
      if (out.selector().needsKeyframe(current.topSpatial())) {
        track.wantKeyframe(next.encoding());
      }
    } else {
      await(current, next);
    }
  }

  /** Until the keyframe comes, of what is larger than it should be only the slowest goes on. */
  private void await(PublishedStream currentOrNull, LayerTarget next) {
    if (currentOrNull != null && track.ladder().larger(currentOrNull.encoding(), next.encoding())) {
      out.selector().target(LayerTarget.TOP, 0);
    }
    track.wantKeyframe(next.encoding());
  }

  /**
   * What goes out ends here if it is larger than the target and takes more than {@code bps} even at
   * its slowest: the target takes over when its keyframe comes. Only for pictures.
   */
  void abandonLarger(long bps, long nowNs) {
    PublishedStream current = out.current();
    if (current != null
        && target != null
        && track.ladder().larger(current.encoding(), target.encoding())
        && track.slowestBps(current.encoding(), nowNs) > bps) {
      out.release();
    }
  }

  /** Throws away what waits of pictures that are not shown any more; see {@link SlotTail}. */
  void tidy(long nowNs) {
    if (video && out.current() == null) {
      out.discard(nowNs);
    }
  }

  /**
   * The same of a larger picture that {@code next} takes the place of. What waits of a smaller one
   * goes on: it is seen until the larger keyframe is there.
   */
  private void tidyBefore(PublishedStream next, long nowNs) {
    PublishedStream current = out.current();
    if (video && current != null && track.ladder().larger(current.encoding(), next.encoding())) {
      out.discard(nowNs);
    }
  }

  @Override
  public void interrupted() {
    out.release();
    pictureLost();
  }

  @Override
  public void packet(
      PublishedStream stream, RtpView packet, FrameInfo frame, long sequence, long nowNs) {
    if (target == null || !out.takes(format, packet)) {
      return;
    }
    if (stream == out.current() && out.breaks(frame, sequence)) {
      interrupted();
    }
    if (stream == out.current()) {
      out.forward(packet, frame, sequence, nowNs);
    } else if (stream.encoding() == target.encoding() && (!video || frame.opensKeyframe())) {
      tidyBefore(stream, nowNs);
      out.begin(stream, format, target, packet, frame, sequence, nowNs);
    } else if (stream == out.former()) {
      out.forwardFormer(packet, frame, sequence, nowNs);
    }
  }

  /** The receiver asks for packets again (16-bit numbers of this slot). */
  void nack(List<Integer> sequences, long nowNs) {
    out.nack(sequences, nowNs);
  }

  /** The receiver lost a picture. */
  void pictureLost() {
    PublishedStream current = out.current();
    if (track != null && target != null) {
      track.wantKeyframe(target.encoding());
      if (current != null && current.encoding() != target.encoding()) {
        track.wantKeyframe(current.encoding());
      }
    }
  }

  /** Whether a report should not wait for the next regular time: the source has changed. */
  boolean reportDue() {
    return out.reportDue();
  }

  /** The slot's clock at {@code nowNs} and its counters; null while it is not live. */
  SenderReport report(long nowNs) {
    return out.report(nowNs);
  }

  /** Hears that the sizes of a shown track have changed. */
  @FunctionalInterface
  interface LadderListener {
    /** Another choice may be due, before the packet that told it is forwarded. */
    void ladderChanged(long nowNs);
  }
}
