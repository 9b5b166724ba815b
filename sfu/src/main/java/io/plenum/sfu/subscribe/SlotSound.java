package io.plenum.sfu.subscribe;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.layer.LayerForwarder;
import io.plenum.sfu.publish.PublishedStream;
import io.plenum.sfu.publish.SoundHistory;

/**
 * The sound of one slot: each number of the source goes out once, also one that was lost on the way
 * to the server and came along as a copy. Confined to the room's loop.
 */
final class SlotSound {
  /** Numbers of which it is known whether they went out: one bit each. */
  private static final int WINDOW = Long.SIZE;

  /** All that the history has, but for the newest, went out: nothing to make up for. */
  private static final long WHOLE = (1L << (SoundHistory.DEPTH - 1)) - 1;

  private final LayerForwarder forwarder;
  private final SoundWriter writer;
  private final SlotReports reports;
  private final SlotHead head = new SlotHead();
  private final Span found = new Span();
  private long newest;
  private long sent;

  SlotSound(LayerForwarder forwarder, SoundWriter writer, SlotReports reports) {
    this.forwarder = forwarder;
    this.writer = writer;
    this.reports = reports;
  }

  /** A source begins with packet {@code sequence}. */
  void begin(long sequence) {
    newest = sequence - 1;
    sent = 0;
  }

  /**
   * Sends {@code packet}, and before it what was missing of the latest ones and is known now, be it
   * that it comes late itself.
   */
  void forward(
      PublishedStream stream,
      RtpView packet,
      FrameInfo frame,
      long sequence,
      SlotFormat format,
      long nowNs) {
    if (sequence != newest + 1 || (sent & WHOLE) != WHOLE) {
      long from = Math.max(0, sequence - SoundHistory.DEPTH + 1);
      for (long missing = from; missing < sequence; missing++) {
        send(stream.sound(), packet, frame, missing, format, nowNs);
      }
    }
    send(stream.sound(), packet, frame, sequence, format, nowNs);
  }

  private void send(
      SoundHistory history,
      RtpView packet,
      FrameInfo frame,
      long sequence,
      SlotFormat format,
      long nowNs) {
    // A number that went out twice would be encrypted twice with one key stream.
    if (wentOut(sequence) || !history.find(sequence, found)) {
      return;
    }
    long timestamp = history.timestamp(sequence);
    boolean marker = packet.marker() && packet.timestamp() == timestamp;
    if (forwarder.packet(frame, sequence, timestamp, marker) == LayerForwarder.Verdict.DROP) {
      return;
    }
    goesOut(sequence);
    head.set(forwarder.sequence(), forwarder.timestamp(), forwarder.rewrite());
    reports.sent(writer.send(packet, history, sequence, format, head, nowNs));
  }

  private boolean wentOut(long sequence) {
    long age = newest - sequence;
    return age >= WINDOW || (age >= 0 && (sent >>> age & 1) != 0);
  }

  private void goesOut(long sequence) {
    if (sequence > newest) {
      long step = sequence - newest;
      sent = step >= WINDOW ? 0 : sent << step;
      newest = sequence;
    }
    sent |= 1L << (newest - sequence);
  }
}
