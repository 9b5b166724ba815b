package io.plenum.sfu.publish;

import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.LayerMeter;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What each size of one track takes on the wire: of those that the publisher is asked for, as
 * measured; of those that rest, as it was when they were asked for last. So it can be said whether
 * a size that rests would fit. Confined to the room's loop.
 */
final class SizeNeeds {
  private final Map<Size, List<Layer>> measured = new HashMap<>();
  private List<Layer> last = List.of();

  private record Size(int encoding, int spatial) {}

  /** Nothing is measured yet. */
  SizeNeeds() {}

  /**
   * Notes what is measured. What is not asked for any more ends, and its measure fades to nothing
   * until it is known to be gone: of it the earlier one stands.
   *
   * @param layers of {@code ladder}, which is being sent
   * @param rids of the track
   */
  void sent(Ladder ladder, List<Layer> layers, Watched asked, List<String> rids) {
    if (layers == last) {
      return; // the list is made anew some times a second only
    }
    last = layers;
    for (int place = 0; place < ladder.rungs().size(); place++) {
      Ladder.Rung rung = ladder.rungs().get(place);
      List<Layer> of = of(place, ladder, layers);
      if (!of.isEmpty() && asked.asksFor(rung, rids)) {
        measured.put(new Size(rung.encoding(), rung.spatial()), of);
      }
    }
  }

  private static List<Layer> of(int place, Ladder ladder, List<Layer> layers) {
    return layers.stream()
        .filter(layer -> layer.bitrateBps() > 0 && ladder.place(layer.target()) == place)
        .toList();
  }

  /**
   * The layers of all sizes of {@code known}, cheapest first, at most {@link Layer#MAX_LAYERS};
   * their spatial layers are those of the rungs. What was never measured counts as what just
   * begins.
   */
  List<Layer> layers(Ladder known) {
    List<Layer> all = new ArrayList<>();
    for (Ladder.Rung rung : known.rungs()) {
      List<Layer> of = measured.get(new Size(rung.encoding(), rung.spatial()));
      if (of == null) {
        add(rung, LayerTarget.TOP, LayerMeter.firstBps(rung), all);
      } else {
        of.forEach(layer -> add(rung, layer.target().temporal(), layer.bitrateBps(), all));
      }
    }
    return all;
  }

  private static void add(Ladder.Rung rung, int temporal, long bps, List<Layer> to) {
    if (to.size() < Layer.MAX_LAYERS) {
      to.add(new Layer(rung.encoding(), rung.spatial(), temporal, rung.pixels(), bps));
    }
  }
}
