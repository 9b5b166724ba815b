package io.plenum.sfu.publish;

import io.plenum.rtc.rtcp.SenderReport;

/**
 * Sender reports of streams of which no packet has come yet: who reports an encoding right before
 * its first keyframe, or loses that keyframe's first packets, is not dated by arrival for a second;
 * only its packets say whose it is. Confined to the room's loop.
 */
final class EarlyReports {
  /** Four sources, video with three encodings each: eight. */
  static final int MAX = 8;

  /** What is older says nothing of a stream that begins: its clock may have been set since. */
  static final long MAX_AGE_NS = 10_000_000_000L;

  private final SenderReport[] reports = new SenderReport[MAX];
  private final long[] arrivedNs = new long[MAX];
  private int next;

  /** Keeps {@code report}, in place of the oldest one if there are too many. */
  void add(SenderReport report, long nowNs) {
    int index = find(report.senderSsrc());
    if (index < 0) {
      index = next;
      next = (next + 1) % MAX;
    }
    reports[index] = report;
    arrivedNs[index] = nowNs;
  }

  /** Tells {@code stream}, whose first packet came, what was reported of it lately. */
  void tell(PublishedStream stream, long nowNs) {
    int index = find(stream.ssrc());
    if (index >= 0) {
      if (nowNs - arrivedNs[index] <= MAX_AGE_NS) {
        stream.report(reports[index], arrivedNs[index]);
      }
      reports[index] = null;
    }
  }

  private int find(int ssrc) {
    for (int i = 0; i < MAX; i++) {
      if (reports[i] != null && reports[i].senderSsrc() == ssrc) {
        return i;
      }
    }
    return -1;
  }
}
