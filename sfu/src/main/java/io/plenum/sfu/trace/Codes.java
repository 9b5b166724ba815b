package io.plenum.sfu.trace;

import io.plenum.sfu.Source;
import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.Priority;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.bandwidth.LinkUse;
import io.plenum.sfu.bandwidth.ProbeCluster.Reason;
import io.plenum.sfu.pacing.PacketKind;
import java.util.List;

/** The numbers that stand for values in a trace: their places in these lists, for good. */
final class Codes {
  static final List<Feedback> FEEDBACK =
      List.of(Feedback.TRANSPORT_WIDE, Feedback.RECEIVER_ESTIMATE, Feedback.NONE);

  static final List<LinkUse> USE = List.of(LinkUse.NORMAL, LinkUse.OVER, LinkUse.UNDER);

  static final List<Reason> REASON =
      List.of(Reason.START, Reason.CONTINUE, Reason.RECOVERY, Reason.WANTED);

  static final List<PacketKind> PACKET =
      List.of(PacketKind.AUDIO, PacketKind.RETRANSMISSION, PacketKind.VIDEO, PacketKind.PADDING);

  static final List<Priority> PRIORITY =
      List.of(Priority.SCREEN, Priority.PINNED, Priority.SPEAKER, Priority.OTHER);

  static final List<Allotment.State> STATE =
      List.of(
          Allotment.State.FULL,
          Allotment.State.REDUCED,
          Allotment.State.PAUSED_BANDWIDTH,
          Allotment.State.PAUSED_SOURCE);

  static final List<Source> SOURCE =
      List.of(Source.MICROPHONE, Source.CAMERA, Source.SCREEN, Source.SCREEN_AUDIO);

  private Codes() {}
}
