package io.plenum.sfu.publish;

import io.plenum.sfu.Source;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;
import java.util.List;

/**
 * Which sizes of a picture somebody watches, and what it should be encoded with. The publisher need
 * not send the other sizes.
 *
 * @param rids simulcast encodings (RFC 8851), in the order of the offer; empty without simulcast
 * @param layers spatial layers of an encoding, from the smallest up, at least 1
 * @param codec the first of the codecs agreed on that all who watch decode, as in {@code a=rtpmap};
 *     if there is none, the first of all
 */
public record Watched(Source source, List<String> rids, int layers, String codec) {
  /** Every layer there can be. */
  public static final int ALL_LAYERS = LayerTarget.TOP + 1;

  /** Copies {@code rids}. */
  public Watched {
    rids = List.copyOf(rids);
  }

  /**
   * Whether it asks for a size.
   *
   * @param all the track's rids, in the order of the offer
   */
  public boolean asksFor(Ladder.Rung size, List<String> all) {
    boolean encoding = all.isEmpty() || rids.contains(all.get(size.encoding()));
    return encoding && size.spatial() < layers;
  }

  /** Whether who sends this sends all of {@code other} too. */
  boolean covers(Watched other) {
    return codec.equals(other.codec) && layers >= other.layers && rids.containsAll(other.rids);
  }
}
