package io.plenum.sfu.subscribe;

import io.plenum.rtc.codec.OpusPacket;
import io.plenum.rtc.codec.PacketRewrite;
import io.plenum.rtc.codec.RedWriter;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.publish.SoundHistory;
import java.lang.foreign.MemorySegment;

/**
 * Writes packets of sound for one receiver, with redundancy (RFC 2198) where its link needs it, and
 * gives them to its {@link Downlink}. Shared by all slots of the receiver; nothing is allocated.
 * Confined to the room's loop.
 */
final class SoundWriter {
  private final Peer peer;
  private final Downlink downlink;
  private final Runnable sent;
  private final Redundancy redundancy = new Redundancy();
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final RedWriter red = new RedWriter();
  private final Span sound = new Span();
  private final Span copy = new Span();
  private long packets;
  private long redundantPackets;

  /**
   * A writer of packets that leave to {@code peer} through {@code downlink}.
   *
   * @param sent is run with each one
   */
  SoundWriter(Peer peer, Downlink downlink, Runnable sent) {
    this.peer = peer;
    this.downlink = downlink;
    this.sent = sent;
  }

  /**
   * Sends sound {@code sequence} of {@code history}, which has it.
   *
   * @param packet whose header extensions it gets: its own, or of the packet that brought its copy
   * @return payload bytes sent
   */
  int send(
      RtpView packet,
      SoundHistory history,
      long sequence,
      SlotFormat format,
      SlotHead head,
      long nowNs) {
    history.find(sequence, sound);
    red.begin(sound.memory(), sound.offset(), sound.length());
    if (format.redundancy() >= 0) {
      look(nowNs);
      addCopies(history, sequence, redundancy.copies(history.redundant(packet)));
    }
    Span out = peer.reserve();
    int payloadType = red.copies() > 0 ? format.redundancy() : format.sound();
    header(out, packet, payloadType, format, head);
    int header = out.length();
    append(out, format);
    packets++;
    sent.run();
    redundancy.sent(header + sound.length() + Downlink.OVERHEAD_BYTES);
    int payload = out.length() - header;
    downlink.send(PacketKind.AUDIO, out, nowNs);
    return payload;
  }

  private void look(long nowNs) {
    if (redundancy.due(nowNs)) {
      double loss = downlink.estimator().scatteredLossShare();
      redundancy.look(loss, downlink.pictureBudgetBps(0), nowNs);
    }
  }

  /** The sounds right before {@code sequence}, back to the first silence or gap. */
  private void addCopies(SoundHistory history, long sequence, int copies) {
    long timestamp = history.timestamp(sequence);
    long next = timestamp;
    for (long earlier = sequence - 1; earlier >= sequence - copies; earlier--) {
      if (!history.find(earlier, copy) || OpusPacket.dtx(copy.length())) {
        return;
      }
      long began = history.timestamp(earlier);
      int samples = OpusPacket.samples(copy.memory(), copy.offset(), copy.length());
      long age = Wrapping.BITS_32.distance(began, timestamp);
      if (Wrapping.BITS_32.distance(began, next) != samples
          || !red.copy(age, copy.memory(), copy.offset(), copy.length())) {
        return;
      }
      next = began;
    }
  }

  private void header(Span out, RtpView packet, int payloadType, SlotFormat format, SlotHead head) {
    format.begin(extensions);
    extensions.copy(packet, format.extensions());
    RtpWriter.writeHeader(
        out,
        payloadType,
        PacketRewrite.marker(head.rewrite()),
        (int) head.sequence(),
        head.timestamp(),
        format.ssrc(),
        extensions);
  }

  private void append(Span out, SlotFormat format) {
    if (red.copies() > 0) {
      red.append(out, format.sound());
      redundantPackets++;
      return;
    }
    long at = out.offset() + out.length();
    out.length(out.length() + sound.length());
    MemorySegment.copy(sound.memory(), sound.offset(), out.memory(), at, sound.length());
  }

  /** Packets sent. */
  long packets() {
    return packets;
  }

  /** Packets sent with copies of earlier ones. */
  long redundantPackets() {
    return redundantPackets;
  }
}
