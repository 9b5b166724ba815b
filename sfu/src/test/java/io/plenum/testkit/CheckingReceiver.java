package io.plenum.testkit;

import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.rtp.RtpView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Checks what a {@link LoopbackClient} receives, one {@link ReceivedSlot} for each slot. */
public final class CheckingReceiver implements LoopbackClient.Receiver {
  private final Map<String, ReceivedSlot> slots = new ConcurrentHashMap<>();

  @Override
  public synchronized void packet(String mid, RtpView packet, boolean retransmitted, long nowNs) {
    slot(mid).packet(packet, retransmitted, nowNs);
  }

  @Override
  public synchronized void report(String mid, SenderReport report) {
    slot(mid).report(report);
  }

  @Override
  public synchronized List<Integer> asks(String mid, long nowNs) {
    return slot(mid).asks(nowNs);
  }

  @Override
  public synchronized boolean waiting(String mid) {
    return slot(mid).waiting();
  }

  /** Complete frames (or audio packets) of {@code sender} in all slots of a kind. */
  public synchronized int complete(char kind, int sender) {
    return slots.entrySet().stream()
        .filter(slot -> slot.getKey().charAt(0) == kind)
        .mapToInt(slot -> slot.getValue().complete(sender))
        .sum();
  }

  /** Everything found wrong. */
  public synchronized List<String> faults() {
    return slots.values().stream().flatMap(slot -> slot.faults().stream()).toList();
  }

  private ReceivedSlot slot(String mid) {
    return slots.computeIfAbsent(
        mid, name -> name.charAt(0) == 'v' ? new ReceivedSlot() : new ReceivedSlot(-1));
  }
}
