package io.plenum.sfu.subscribe;

import io.plenum.rtc.rtcp.RtcpPacket;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.sdp.Direction;
import io.plenum.rtc.sdp.MediaKind;
import io.plenum.rtc.sdp.NegotiatedMedia;
import io.plenum.rtc.sdp.NegotiatedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The slots of one receiver. Confined to the room's loop. */
final class SlotTable {
  private final List<Slot> audio = new ArrayList<>();
  private final List<Slot> video = new ArrayList<>();
  private final List<Slot> all = new ArrayList<>();

  /** The slots of {@code session}, of each kind the first {@link Subscriber#MAX_SLOTS}. */
  SlotTable(
      NegotiatedSession session,
      PacketWriter writer,
      Slot.LadderListener ladders,
      RandomGenerator random) {
    for (NegotiatedMedia media : session.media()) {
      if (media.direction() == Direction.SENDONLY && media.kind() != MediaKind.OTHER) {
        List<Slot> slots = media.kind() == MediaKind.VIDEO ? video : audio;
        if (slots.size() < Subscriber.MAX_SLOTS) {
          Slot slot = new Slot(media, writer, ladders, random);
          slots.add(slot);
          all.add(slot);
        }
      }
    }
  }

  /** Those with sound. */
  List<Slot> audio() {
    return audio;
  }

  /** Those with pictures. */
  List<Slot> video() {
    return video;
  }

  /** All, in the session's order. */
  List<Slot> all() {
    return all;
  }

  /** The slot that sends with {@code ssrc}, or null. */
  Slot bySsrc(int ssrc) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).ssrc() == ssrc) {
        return all.get(i);
      }
    }
    return null;
  }

  /** Whether a report cannot wait. */
  boolean reportDue() {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).reportDue()) {
        return true;
      }
    }
    return false;
  }

  /** Appends the reports of live slots: all, or those that cannot wait. */
  void report(List<RtcpPacket> to, boolean onlyDue, long nowNs) {
    for (Slot slot : all) {
      SenderReport report = onlyDue && !slot.reportDue() ? null : slot.report(nowNs);
      if (report != null) {
        to.add(report);
      }
    }
  }
}
