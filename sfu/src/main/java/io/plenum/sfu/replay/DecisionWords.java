package io.plenum.sfu.replay;

import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.PictureWish;
import io.plenum.sfu.subscribe.LinkShare;
import io.plenum.sfu.trace.TraceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A receiver's decisions in words; those that change nothing are left out. Not to be shared: it
 * remembers what was said.
 */
public final class DecisionWords {
  /** A change of the estimate by less than this share is not worth a line. */
  private static final double NOTEWORTHY = 0.1;

  private static final double KILO = 1e3;

  private long saidBps = -1;
  private List<Allotment.Picture> said = List.of();

  /** Nothing was said yet. */
  public DecisionWords() {}

  /** What {@code record} decided; empty if it is no news. */
  public List<String> of(TraceRecord record) {
    return switch (record.what()) {
      case TraceRecord.Estimated estimated -> estimated(estimated);
      case TraceRecord.Probe probe ->
          List.of(
              "probes at %s, %d bytes: %s"
                  .formatted(
                      kbps(probe.cluster().bps()),
                      probe.cluster().bytes(),
                      probe.cluster().why().name().toLowerCase(Locale.ROOT)));
      case TraceRecord.PathChanged changed ->
          List.of(changed.elsewhere() ? "on another network" : "on another path");
      case TraceRecord.Limited limited ->
          List.of(
              limited.bps() == LinkShare.NO_LIMIT
                  ? "the server limits nothing any more"
                  : "the server has %s for pictures".formatted(kbps(limited.bps())));
      case TraceRecord.Allotted allotted -> allotted(allotted);
      default -> List.of();
    };
  }

  private List<String> estimated(TraceRecord.Estimated estimated) {
    if (saidBps >= 0 && Math.abs(estimated.bps() - saidBps) < NOTEWORTHY * saidBps) {
      return List.of();
    }
    saidBps = estimated.bps();
    String queue =
        switch (estimated.use()) {
          case NORMAL -> "";
          case OVER -> ", its queue grows";
          case UNDER -> ", its queue empties";
        };
    return List.of(
        "the link takes %s, %.0f %% is lost%s"
            .formatted(kbps(estimated.bps()), 100 * estimated.lossShare(), queue));
  }

  private List<String> allotted(TraceRecord.Allotted allotted) {
    if (allotted.pictures().equals(said)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < allotted.pictures().size(); i++) {
      Allotment.Picture picture = allotted.pictures().get(i);
      if (!said.contains(picture)) {
        lines.add(
            "of %s, picture %d: %s"
                .formatted(
                    kbps(allotted.budgetBps()),
                    picture.slot(),
                    picture(picture, allotted.wishes().get(i))));
      }
    }
    said = allotted.pictures();
    return lines;
  }

  private static String picture(Allotment.Picture picture, PictureWish wish) {
    return switch (picture.state()) {
      case PAUSED_BANDWIDTH -> "paused, that is too little for it";
      case PAUSED_SOURCE -> "nothing is sent by its source";
      case FULL -> layer(picture, wish);
      case REDUCED -> layer(picture, wish) + ", reduced";
    };
  }

  private static String layer(Allotment.Picture picture, PictureWish wish) {
    if (picture.layer() < 0 || picture.layer() >= wish.layers().size()) {
      return "nothing";
    }
    Layer layer = wish.layers().get(picture.layer());
    return "encoding %d, layer %d/%d of %d pixels, %s"
        .formatted(
            layer.target().encoding(),
            layer.target().spatial(),
            layer.target().temporal(),
            layer.pixels(),
            kbps(layer.bitrateBps()));
  }

  private static String kbps(long bps) {
    return "%.0f kbit/s".formatted(bps / KILO);
  }
}
