package io.plenum.sfu.publish;

import io.plenum.rtc.sdp.Codec;
import io.plenum.sfu.layer.Ladder;
import java.util.ArrayList;
import java.util.List;

/**
 * Which sizes of one picture the publisher is asked to send: those up to the largest that anybody
 * would show and may have ({@link PacketSink#wish}), and the smallest if nobody shows any. The
 * smaller ones stay, so that a receiver whose bandwidth falls has where to go. Of the codecs that
 * the publisher may use it is asked for one that everybody decodes.
 *
 * <pre>
 *  more is wished for than is asked for   at once; another codec too
 *  less                                   once it was so for {@link #PATIENCE_NS}
 * </pre>
 *
 * <p>Pure. Confined to the room's loop.
 */
final class Demand {
  /**
   * Who switches between a large and a small view, or reloads a page, is back by then; a layer that
   * starts anew costs a keyframe.
   */
  static final long PATIENCE_NS = 5_000_000_000L;

  private final PublishedTrack track;
  private Ladder sizes = Ladder.EMPTY;
  private Watched asked;
  private boolean dirty;
  private long lessSinceNs = Long.MAX_VALUE;

  /** At first everything is sent, so that the sizes become known. */
  Demand(PublishedTrack track) {
    this.track = track;
    this.asked = all(track.media().codecs().getFirst().name());
  }

  /** These sizes are being sent; what is not remains known as it was. */
  void sent(Ladder now) {
    sizes = sizes.with(now);
    dirty = true;
  }

  /** Somebody may wish for another size, or came or went. */
  void wishesChanged() {
    dirty = true;
  }

  /** When {@link #update} has something to say at the earliest. */
  long nextDeadlineNs() {
    return dirty
        ? Long.MIN_VALUE
        : lessSinceNs == Long.MAX_VALUE ? Long.MAX_VALUE : lessSinceNs + PATIENCE_NS;
  }

  /** What the publisher is to be asked for from now on; null: no change. */
  Watched update(List<PacketSink> sinks, long nowNs) {
    if (nowNs < nextDeadlineNs()) {
      return null;
    }
    dirty = false;
    Watched wished = wished(sinks);
    if (wished.equals(asked)) {
      lessSinceNs = Long.MAX_VALUE;
      return null;
    }
    if (asked.covers(wished)) {
      lessSinceNs = Math.min(lessSinceNs, nowNs);
      if (nowNs - lessSinceNs < PATIENCE_NS) {
        return null;
      }
    }
    lessSinceNs = Long.MAX_VALUE;
    asked = wished;
    return wished;
  }

  /** All sizes that were ever sent, as they were sent last. */
  Ladder sizes() {
    return sizes;
  }

  /** What the publisher is asked for now. */
  Watched asked() {
    return asked;
  }

  private Watched wished(List<PacketSink> sinks) {
    String codec = sinks.isEmpty() ? asked.codec() : decodedByAll(sinks);
    List<Ladder.Rung> rungs = sizes.rungs();
    int highest = 0;
    for (PacketSink sink : sinks) {
      highest = Math.max(highest, sizes.place(sink.wish(sizes)));
    }
    if (highest >= rungs.size() - 1) {
      return all(codec);
    }
    int layers = 0;
    List<String> rids = new ArrayList<>(track.media().rids());
    for (int i = 0; i < rungs.size(); i++) {
      if (i <= highest) {
        layers = Math.max(layers, rungs.get(i).spatial() + 1);
      } else if (rungs.get(i).spatial() == 0) {
        rids.remove(track.media().rids().get(rungs.get(i).encoding()));
      }
    }
    return new Watched(track.source(), rids, layers, codec);
  }

  private String decodedByAll(List<PacketSink> sinks) {
    List<Codec> codecs = track.media().codecs();
    for (Codec codec : codecs) {
      if (sinks.stream().allMatch(sink -> sink.decodes(codec))) {
        return codec.name();
      }
    }
    return codecs.getFirst().name();
  }

  private Watched all(String codec) {
    return new Watched(track.source(), track.media().rids(), Watched.ALL_LAYERS, codec);
  }
}
