package io.plenum.sfu.subscribe;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtcp.Fir;
import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.ReportBlock;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.publish.RoundTrip;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What one participant receives: its slots, and the feedback that its receiver sends about them.
 *
 * <p>Confined to the room's loop.
 */
public final class Subscriber implements AutoCloseable {
  /** Slots of each kind used at most; more sections in an offer stay empty. */
  public static final int MAX_SLOTS = 32;

  private final List<Slot> audio = new ArrayList<>();
  private final List<Slot> video = new ArrayList<>();
  private final List<Slot> all = new ArrayList<>();
  private final Peer peer;
  private final PacketWriter writer;
  private final RoundTrip roundTrip;
  private List<Presentation> seated = List.of();

  /**
   * The slots of {@code session}, sent through {@code peer}; round trips go to {@code roundTrip}.
   */
  public Subscriber(
      NegotiatedSession session, Peer peer, RoundTrip roundTrip, RandomGenerator random) {
    this.peer = peer;
    this.roundTrip = roundTrip;
    this.writer = new PacketWriter(peer);
    for (NegotiatedMedia media : session.media()) {
      if (media.direction() == Direction.SENDONLY && media.kind() != MediaKind.OTHER) {
        boolean picture = media.kind() == MediaKind.VIDEO;
        List<Slot> slots = picture ? video : audio;
        if (slots.size() < MAX_SLOTS) {
          Slot slot = new Slot(media, picture, writer, random);
          slots.add(slot);
          all.add(slot);
        }
      }
    }
  }

  /** Seats with sound. */
  public int pairs() {
    return audio.size();
  }

  /** Seats in all; see {@link SlotAssignment}. */
  public int seats() {
    return Math.max(audio.size(), video.size());
  }

  /** What each seat shows now; null for nothing. */
  public List<Presentation> seated() {
    return seated;
  }

  /** Fills the seats anew. */
  public void seat(List<Presentation> next, TrackLookup tracks) {
    seated = next;
    for (int i = 0; i < next.size(); i++) {
      Presentation presentation = next.get(i);
      if (i < audio.size()) {
        audio.get(i).show(presentation == null ? null : tracks.audio(presentation));
      }
      if (i < video.size()) {
        video.get(i).show(presentation == null ? null : tracks.video(presentation));
      }
    }
  }

  /** What the slots in use show. */
  public List<SlotMeaning> meanings() {
    List<SlotMeaning> meanings = new ArrayList<>();
    for (int i = 0; i < seated.size(); i++) {
      Presentation presentation = seated.get(i);
      if (i < audio.size() && audio.get(i).track() != null) {
        meanings.add(
            new SlotMeaning(
                audio.get(i).mid(), presentation.person(), presentation.group().audio()));
      }
      if (i < video.size() && video.get(i).track() != null) {
        meanings.add(
            new SlotMeaning(
                video.get(i).mid(), presentation.person(), presentation.group().video()));
      }
    }
    return meanings;
  }

  /** The receiver can be sent to now: what it should see needs keyframes. */
  public void connected() {
    all.forEach(Slot::pictureLost);
  }

  /** The receiver misses packets. */
  public void nack(Nack nack, long nowNs) {
    Slot slot = slot(nack.mediaSsrc());
    if (slot != null) {
      slot.nack(nack.sequenceNumbers(), nowNs);
    }
  }

  /** The receiver cannot decode a picture. */
  public void pli(Pli pli) {
    pictureLost(pli.mediaSsrc());
  }

  /** The receiver wants keyframes (RFC 5104, section 4.3.1); taken for picture loss. */
  public void fir(Fir fir) {
    for (Fir.Request request : fir.requests()) {
      pictureLost(request.ssrc());
    }
  }

  /** What the receiver says about one slot; gives the round trip (RFC 3550, section 6.4.1). */
  public void reportBlock(ReportBlock block, long nowNs) {
    if (block.lastSenderReport() == 0 || slot(block.ssrc()) == null) {
      return;
    }
    long now = NtpTime.compact(NtpTime.of(nowNs));
    // Signed, as a block may overtake nothing but be rounded below zero.
    int units = (int) (now - block.lastSenderReport() - block.delaySinceLastSenderReport());
    roundTrip.sample(NtpTime.compactToNs(units));
  }

  /** Sends reports that cannot wait: those of slots whose source changed. */
  public void onDeadline(long nowNs) {
    for (Slot slot : all) {
      if (slot.reportDue()) {
        SenderReport report = slot.report(nowNs);
        if (report != null) {
          peer.sendRtcp(List.of(report));
        }
      }
    }
  }

  /** {@link Long#MIN_VALUE} if a report cannot wait, else {@link Long#MAX_VALUE}. */
  public long nextDeadlineNs() {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).reportDue()) {
        return Long.MIN_VALUE;
      }
    }
    return Long.MAX_VALUE;
  }

  /** Appends the regular reports of all live slots. */
  public void report(List<RtcpPacket> to, long nowNs) {
    for (Slot slot : all) {
      SenderReport report = slot.report(nowNs);
      if (report != null) {
        to.add(report);
      }
    }
  }

  /** Packets forwarded. */
  public long packets() {
    return writer.packets();
  }

  /** Packets sent once more after a NACK. */
  public long retransmissions() {
    return writer.retransmissions();
  }

  /** Empties all slots. */
  @Override
  public void close() {
    all.forEach(slot -> slot.show(null));
    seated = List.of();
  }

  private void pictureLost(int ssrc) {
    Slot slot = slot(ssrc);
    if (slot != null) {
      slot.pictureLost();
    }
  }

  private Slot slot(int ssrc) {
    for (Slot slot : all) {
      if (slot.ssrc() == ssrc) {
        return slot;
      }
    }
    return null;
  }

  /** Finds the tracks of a presentation; null where there is none. */
  public interface TrackLookup {
    /** Its sound. */
    PublishedTrack audio(Presentation presentation);

    /** Its picture. */
    PublishedTrack video(Presentation presentation);
  }
}
