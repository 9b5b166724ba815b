package io.plenum.sfu.subscribe;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtcp.Fir;
import io.plenum.rtc.rtcp.Nack;
import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.Pli;
import io.plenum.rtc.rtcp.Remb;
import io.plenum.rtc.rtcp.ReportBlock;
import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.publish.RoundTrip;
import io.plenum.sfu.trace.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.random.RandomGenerator;

/**
 * What one participant receives: its slots, its way out, and the feedback that its receiver sends.
 *
 * <p>Confined to the room's loop.
 */
public final class Subscriber implements AutoCloseable {
  /** Slots of each kind used at most; more sections in an offer stay empty. */
  public static final int MAX_SLOTS = 32;

  private final Peer peer;
  private final Downlink downlink;
  private final PacketWriter writer;
  private final SlotTable slots;
  private final PictureShare share;
  private final RoundTrip roundTrip;
  private final Trail trail;
  private final Timers timers;
  private List<Presentation> seated = List.of();
  private long picturesLost;
  private long nacks;
  private long plis;
  private long firs;

  /**
   * The slots of {@code session}, sent through {@code peer}; round trips go to {@code roundTrip}.
   *
   * @param timers hear when packets begin to wait for their turn, and when time is short
   * @param trail of the participant
   */
  public Subscriber(
      NegotiatedSession session,
      Peer peer,
      RoundTrip roundTrip,
      Timers timers,
      Trail trail,
      RandomGenerator random,
      long nowNs) {
    this.trail = trail;
    this.peer = peer;
    this.roundTrip = roundTrip;
    CongestionTerms terms = CongestionTerms.of(session);
    PeerExit exit = new PeerExit(peer, terms);
    this.timers = timers;
    this.downlink = new Downlink(terms.feedback(), exit, timers::packetsWait, trail, nowNs);
    this.writer = new PacketWriter(peer, downlink, timers::stir);
    this.slots = new SlotTable(session, writer, this::allot, random);
    this.share = new PictureShare(downlink, trail, slots.video());
    slots.video().stream()
        .filter(slot -> slot.retransmissions() != null)
        .findFirst()
        .ifPresent(
            slot ->
                exit.pad(slot.retransmissions(), slot.transportSequenceId(), slot.sendTimeId()));
    trail.began(terms.feedback(), terms.soundNumbered(), exit.pads(), nowNs);
  }

  private void allot(long nowNs) {
    timers.stir();
    if (peer.sendable()) {
      share.allot(nowNs);
    }
  }

  /** Seats with sound. */
  public int pairs() {
    return slots.audio().size();
  }

  /** Seats in all; see {@link SlotAssignment}. */
  public int seats() {
    return Math.max(slots.audio().size(), slots.video().size());
  }

  /** Packets take another path from now on; see {@link Downlink#pathChanged}. */
  public void pathChanged(boolean elsewhere, long nowNs) {
    timers.stir();
    downlink.pathChanged(elsewhere, nowNs);
  }

  /** What each seat shows now; null for nothing. */
  public List<Presentation> seated() {
    return seated;
  }

  /** Fills the seats anew. */
  public void seat(List<Presentation> next, TrackLookup tracks) {
    timers.stir();
    seated = next;
    for (int i = 0; i < next.size(); i++) {
      Presentation presentation = next.get(i);
      if (i < slots.audio().size()) {
        slots.audio().get(i).show(presentation == null ? null : tracks.audio(presentation));
      }
      if (i < slots.video().size()
          && slots.video().get(i).show(presentation == null ? null : tracks.video(presentation))) {
        share.shown(i, presentation);
      }
    }
  }

  /** Says how the receiver shows the picture of {@code presentation}. */
  public void size(Presentation presentation, PictureSize size) {
    int seat = seated.indexOf(presentation);
    if (seat >= 0 && seat < slots.video().size()) {
      share.wished(seat, size);
    }
  }

  /** Says of each camera that is shown here the pixels of the picture's shorter side. */
  public void camerasShown(ObjIntConsumer<ParticipantId> look) {
    for (int seat = 0; seat < Math.min(seated.size(), slots.video().size()); seat++) {
      Presentation shown = seated.get(seat);
      if (shown != null && shown.group() == Presentation.Group.CAMERA) {
        look.accept(shown.person(), slots.video().get(seat).height());
      }
    }
  }

  /** See {@link LinkShare#checkpoint}; it is done by itself when it is due. */
  public void checkpoint(long nowNs) {
    share.checkpoint(nowNs);
  }

  /** Pictures that are not sent for this reason. */
  public int paused(Pause why) {
    return share.paused(why);
  }

  /** Pictures get {@code bps} at most, however much the link takes; see {@link LinkShare#limit}. */
  public void limit(long bps, long nowNs) {
    timers.stir();
    share.limit(bps, nowNs);
  }

  /** Pictures that the receiver could not decode so far, as it says. */
  public long picturesLost() {
    return picturesLost;
  }

  /** Whom the receiver listens to: who speaks for the room, never the receiver; null: nobody. */
  public void speaker(ParticipantId speaker) {
    timers.stir();
    share.speaker(speaker);
  }

  /** Seats and sizes are as they should be: the link is shared anew if need be. */
  public void settle(long nowNs) {
    timers.stir();
    if (peer.sendable()) {
      share.settle(nowNs);
    } else {
      share.await(nowNs);
    }
  }

  /** What the slots in use show. */
  public List<SlotMeaning> meanings() {
    List<SlotMeaning> meanings = new ArrayList<>();
    for (int i = 0; i < seated.size(); i++) {
      Presentation presentation = seated.get(i);
      if (i < slots.audio().size() && slots.audio().get(i).track() != null) {
        meanings.add(SlotMeaning.sound(slots.audio().get(i).mid(), presentation));
      }
      if (i < slots.video().size() && slots.video().get(i).track() != null) {
        meanings.add(SlotMeaning.picture(slots.video().get(i).mid(), presentation, share.pause(i)));
      }
    }
    return meanings;
  }

  /** Whether {@link #meanings} changed with time, and not by {@link #seat}, since the last call. */
  public boolean takeNews() {
    return share.takeNews();
  }

  /** The receiver can be sent to now: what it should see needs keyframes. */
  public void connected(long nowNs) {
    allot(nowNs);
    slots.all().forEach(Slot::pictureLost);
  }

  /** The receiver misses packets. */
  public void nack(Nack nack, long nowNs) {
    nacks++;
    trail.missed(nack.sequenceNumbers().size(), nowNs);
    Slot slot = slots.bySsrc(nack.mediaSsrc());
    if (slot != null) {
      slot.nack(nack.sequenceNumbers(), nowNs);
    }
  }

  /** The receiver cannot decode a picture. */
  public void pli(Pli pli, long nowNs) {
    plis++;
    pictureLost(pli.mediaSsrc(), nowNs);
  }

  /** The receiver wants keyframes (RFC 5104, section 4.3.1); taken for picture loss. */
  public void fir(Fir fir, long nowNs) {
    firs++;
    for (Fir.Request request : fir.requests()) {
      pictureLost(request.ssrc(), nowNs);
    }
  }

  private void pictureLost(int ssrc, long nowNs) {
    Slot slot = slots.bySsrc(ssrc);
    if (slot != null) {
      picturesLost++;
      trail.pictureLost(nowNs);
      slot.pictureLost();
    }
  }

  /** The receiver reports arrivals. */
  public void feedback(TransportFeedback feedback, long nowNs) {
    downlink.feedback(feedback, nowNs);
    if (share.shrunk()) {
      settle(nowNs);
    }
  }

  /** The receiver says what it takes. */
  public void remb(Remb remb, long nowNs) {
    downlink.remb(remb.bitrateBps(), nowNs);
  }

  /** What the receiver says about one slot; gives the round trip (RFC 3550, section 6.4.1). */
  public void reportBlock(ReportBlock block, long nowNs) {
    if (block.lastSenderReport() == 0 || slots.bySsrc(block.ssrc()) == null) {
      return;
    }
    long now = NtpTime.compact(NtpTime.of(nowNs));
    // Signed, as a block may overtake nothing but be rounded below zero.
    int units = (int) (now - block.lastSenderReport() - block.delaySinceLastSenderReport());
    roundTrip.sample(NtpTime.compactToNs(units));
  }

  /** Shares the link anew when it is time, and sends reports that cannot wait. */
  public void onDeadline(long nowNs) {
    downlink.onDeadline(nowNs);
    share.onDeadline(nowNs);
    if (trail.checkpointDue()) {
      share.checkpoint(nowNs);
    }
    if (slots.reportDue()) {
      List<RtcpPacket> reports = new ArrayList<>();
      slots.report(reports, true, nowNs);
      reports.forEach(report -> peer.sendRtcp(List.of(report)));
    }
  }

  /** When {@link #onDeadline} is to be called; {@link Long#MIN_VALUE} if something cannot wait. */
  public long nextDeadlineNs() {
    if (slots.reportDue()) {
      return Long.MIN_VALUE;
    }
    return Math.min(downlink.nextDeadlineNs(), share.nextDeadlineNs());
  }

  /** Sends what waits and is due. */
  public void release(long nowNs) {
    timers.stir();
    downlink.release(nowNs);
  }

  /** When {@link #release} is to be called; {@link Long#MAX_VALUE} if nothing waits. */
  public long nextReleaseNs() {
    return downlink.nextReleaseNs();
  }

  /** Appends the regular reports of all live slots. */
  public void report(List<RtcpPacket> to, long nowNs) {
    slots.report(to, false, nowNs);
  }

  /** The way to the receiver. */
  public Downlink downlink() {
    return downlink;
  }

  /** Packets forwarded. */
  public long packets() {
    return writer.packets();
  }

  /** Messages that asked for lost packets. */
  public long nacks() {
    return nacks;
  }

  /** Messages that told of a picture which cannot be decoded. */
  public long plis() {
    return plis;
  }

  /** Messages that asked for keyframes by command. */
  public long firs() {
    return firs;
  }

  /** Packets of sound sent with copies of earlier sounds. */
  public long redundantPackets() {
    return writer.sound().redundantPackets();
  }

  /** Whether any picture is going out now. */
  public boolean watches() {
    for (Slot slot : slots.video()) { // asked of everybody each second: no stream
      if (slot.layer() >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Pictures going out now of which {@code layer} is the largest sent: 0 is the smallest. */
  public int pictures(int layer) {
    int count = 0;
    for (Slot slot : slots.video()) {
      count += slot.layer() == layer ? 1 : 0;
    }
    return count;
  }

  /** Packets sent once more after a NACK. */
  public long retransmissions() {
    return writer.retransmissions();
  }

  /** Empties all slots; what waits is never sent. */
  @Override
  public void close() {
    slots.all().forEach(slot -> slot.show(null));
    seated = List.of();
    downlink.close();
  }

  /** Who lets time pass for a subscriber. */
  public interface Timers {
    /** Packets begin to wait for their turn: from now on {@link #nextReleaseNs} is to be heeded. */
    void packetsWait();

    /** {@link #nextDeadlineNs} may have become earlier. */
    void stir();
  }

  /** Finds the tracks of a presentation; null where there is none. */
  public interface TrackLookup {
    /** Its sound. */
    PublishedTrack audio(Presentation presentation);

    /** Its picture. */
    PublishedTrack video(Presentation presentation);
  }
}
