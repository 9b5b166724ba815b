package io.plenum.sfu.trace;

import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.PictureWish;
import io.plenum.sfu.layer.LayerTarget;
import java.util.List;

/** Writes what {@link RecordKind#ALLOTTED} says of pictures. Stateless. */
final class ShareRecord {
  private static final int HEAD_BYTES = 24;
  private static final int PICTURE_BYTES = 12;
  private static final int LAYER_BYTES = 12;

  private ShareRecord() {}

  /** Bytes of the body for {@code wishes}. */
  static int bytes(List<PictureWish> wishes) {
    int bytes = HEAD_BYTES;
    for (int i = 0; i < wishes.size(); i++) {
      bytes += PICTURE_BYTES + wishes.get(i).layers().size() * LAYER_BYTES;
    }
    return bytes;
  }

  /** Puts what is wanted, and the pictures. */
  static void put(List<PictureWish> wishes, Allotment outcome, TraceRing ring) {
    ring.putLong(outcome.wantedBps());
    for (int i = 0; i < wishes.size(); i++) {
      picture(wishes.get(i), outcome.pictures().get(i), ring);
    }
  }

  private static void picture(PictureWish wish, Allotment.Picture allotted, TraceRing ring) {
    int layers = wish.layers().size();
    int priority = Codes.PRIORITY.indexOf(wish.priority());
    ring.putBytes(wish.slot(), priority, layers, Codes.STATE.indexOf(allotted.state()));
    ring.putInt(wish.pixels());
    ring.putBytes(wish.current(), wish.highest(), allotted.layer(), 0);
    for (int i = 0; i < layers; i++) {
      Layer layer = wish.layers().get(i);
      LayerTarget target = layer.target();
      ring.putInt((int) Math.min(layer.bitrateBps(), Integer.MAX_VALUE));
      ring.putInt((int) Math.min(layer.pixels(), Integer.MAX_VALUE));
      ring.putBytes(target.encoding(), target.spatial(), target.temporal(), 0);
    }
  }
}
