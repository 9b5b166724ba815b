package io.plenum.sfu.allocation;

import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what each layer of one track takes on the wire, and makes of it what may be allotted.
 *
 * <p>Sums over the last two seconds, in buckets; of an encoding that began since then, over the
 * time that it was there, but keyframes over all of it. A size that was just chosen begins with
 * one, so at once it would be a false peak, and the size would be given up for it. Nothing is
 * allocated per packet. Confined to the room's loop.
 */
public final class LayerMeter {
  /** Simulcast encodings measured; more count as the last. */
  public static final int MAX_ENCODINGS = 3;

  /** Spatial layers of an encoding measured; more count as the last. */
  public static final int MAX_SPATIAL = 3;

  /** Temporal layers measured; more count as the last. */
  public static final int MAX_TEMPORAL = 3;

  static final long BUCKET_NS = 250_000_000L;
  static final int BUCKETS = 8;

  /**
   * Buckets over which a keyframe is counted. With twice as many, twenty receivers on one room
   * froze ten times as often: ours, from simulations.
   */
  static final int KEYFRAME_BUCKETS = 8;

  /** A rate over less than this is chance; until then the open bucket is taken as a whole one. */
  private static final int MIN_BUCKETS = 2;

  /**
   * Bits per second and pixel of an encoding that just begins, until it is measured: about what
   * browsers send in each of their sizes (libwebrtc's simulcast rates).
   */
  static final int FIRST_BITS_PER_PIXEL = 2;

  private static final int KINDS = MAX_ENCODINGS * MAX_SPATIAL * MAX_TEMPORAL;
  private static final long SECOND_NS = 1_000_000_000L;

  private final long[] bytes = new long[KINDS * BUCKETS];
  private final long[] keyframeBytes = new long[KINDS * KEYFRAME_BUCKETS];
  private final long[] begunBucket = new long[MAX_ENCODINGS];
  private final long[] lastBucket = new long[MAX_ENCODINGS];
  private final boolean[] begun = new boolean[MAX_ENCODINGS];
  private final boolean[] settled = new boolean[MAX_ENCODINGS];
  private boolean started;
  private long latest;

  /** A meter that has seen nothing. */
  public LayerMeter() {}

  /**
   * Counts a packet.
   *
   * @param encoding place in the track's list of rids; 0 without simulcast
   * @param keyframe whether it is of a keyframe
   * @param wireBytes with all that is added on the way
   */
  public void packet(
      int encoding, int spatial, int temporal, boolean keyframe, int wireBytes, long nowNs) {
    advance(nowNs);
    arrived(Math.min(encoding, MAX_ENCODINGS - 1));
    int kind = kind(encoding, spatial, temporal);
    if (keyframe) {
      keyframeBytes[keyframeIndex(kind, latest)] += wireBytes;
    } else {
      bytes[index(kind, latest)] += wireBytes;
    }
  }

  /** An encoding that was silent for the whole window begins anew. */
  private void arrived(int encoding) {
    if (!begun[encoding] || latest - lastBucket[encoding] >= BUCKETS) {
      begun[encoding] = true;
      begunBucket[encoding] = latest;
    }
    settled[encoding] |= latest - begunBucket[encoding] >= MIN_BUCKETS;
    lastBucket[encoding] = latest;
  }

  /**
   * The bitrate of a layer with all that it needs: lower layers of the same encoding.
   *
   * @return 0 if it is not being sent; at the very beginning a first guess
   */
  public long bps(int encoding, int spatial, int temporal, long nowNs) {
    advance(nowNs);
    int e = Math.min(encoding, MAX_ENCODINGS - 1);
    if (!begun[e]) {
      return 0;
    }
    boolean whole = latest - begunBucket[e] >= MIN_BUCKETS; // the first one is a part of a bucket
    long from = Math.max(whole ? begunBucket[e] + 1 : begunBucket[e], latest - BUCKETS + 1);
    long to = whole ? latest : latest + 1;
    long sum = 0;
    long keyframes = 0;
    for (int s = 0; s <= Math.min(spatial, MAX_SPATIAL - 1); s++) {
      for (int t = 0; t <= Math.min(temporal, MAX_TEMPORAL - 1); t++) {
        int kind = kind(encoding, s, t);
        for (long bucket = from; bucket < to; bucket++) {
          sum += bytes[index(kind, bucket)];
        }
        for (int bucket = 0; bucket < KEYFRAME_BUCKETS; bucket++) {
          keyframes += keyframeBytes[keyframeIndex(kind, bucket)];
        }
      }
    }
    return bps(sum, to - from) + bps(keyframes, KEYFRAME_BUCKETS);
  }

  private static long bps(long bytes, long buckets) {
    return bytes * 8 * SECOND_NS / (buckets * BUCKET_NS);
  }

  private boolean sent(int encoding, int spatial, int temporal) {
    int kind = kind(encoding, spatial, temporal);
    for (long bucket = latest - BUCKETS + 1; bucket <= latest; bucket++) {
      if (bytes[index(kind, bucket)] + keyframeBytes[keyframeIndex(kind, bucket)] > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * What may be allotted, cheapest first: all of {@code ladder} that is being sent, or, when
   * nothing is, its sizes for nothing. A larger size at its base frame rate is left out where it
   * has a higher one: the size below at all its frames is the better picture.
   */
  public List<Layer> layers(Ladder ladder, long nowNs) {
    advance(nowNs);
    List<Layer> layers = new ArrayList<>();
    for (Ladder.Rung rung : ladder.rungs()) {
      add(rung, ladder.topSpatial(rung.encoding()), layers, nowNs);
    }
    if (layers.isEmpty()) {
      for (Ladder.Rung rung : ladder.rungs().stream().limit(Layer.MAX_LAYERS).toList()) {
        int spatial = spatial(rung, ladder.topSpatial(rung.encoding()));
        layers.add(new Layer(rung.encoding(), spatial, LayerTarget.TOP, rung.pixels(), 0));
      }
    }
    return List.copyOf(layers);
  }

  private void add(Ladder.Rung rung, int topSpatial, List<Layer> layers, long nowNs) {
    int encoding = rung.encoding();
    int top = MAX_TEMPORAL - 1;
    while (top > 0 && !sent(encoding, rung.spatial(), top)) {
      top--;
    }
    for (int temporal = layers.isEmpty() || top == 0 ? 0 : 1; temporal <= top; temporal++) {
      if (sent(encoding, rung.spatial(), temporal) && layers.size() < Layer.MAX_LAYERS) {
        long bps = Math.max(bps(encoding, rung.spatial(), temporal, nowNs), leastBps(rung));
        int rate = temporal == top ? LayerTarget.TOP : temporal;
        layers.add(new Layer(encoding, spatial(rung, topSpatial), rate, rung.pixels(), bps));
      }
    }
  }

  /** The highest layer stands for those that may still come above it. */
  private static int spatial(Ladder.Rung rung, int topSpatial) {
    return rung.spatial() == topSpatial ? LayerTarget.TOP : rung.spatial();
  }

  private long leastBps(Ladder.Rung rung) {
    return settled[Math.min(rung.encoding(), MAX_ENCODINGS - 1)] ? 0 : firstBps(rung);
  }

  /** What {@code rung} is taken to need, bit/s, as long as nothing of it was measured. */
  public static long firstBps(Ladder.Rung rung) {
    return rung.pixels() * FIRST_BITS_PER_PIXEL;
  }

  private void advance(long nowNs) {
    long bucket = Math.floorDiv(nowNs, BUCKET_NS);
    if (!started) {
      started = true;
      latest = bucket;
    }
    if (bucket - latest >= KEYFRAME_BUCKETS) {
      Arrays.fill(bytes, 0);
      Arrays.fill(keyframeBytes, 0);
      latest = bucket;
      return;
    }
    while (latest < bucket) {
      latest++;
      for (int kind = 0; kind < KINDS; kind++) {
        bytes[index(kind, latest)] = 0;
        keyframeBytes[keyframeIndex(kind, latest)] = 0;
      }
    }
  }

  private static int kind(int encoding, int spatial, int temporal) {
    int e = Math.min(encoding, MAX_ENCODINGS - 1);
    int s = Math.min(spatial, MAX_SPATIAL - 1);
    return (e * MAX_SPATIAL + s) * MAX_TEMPORAL + Math.min(temporal, MAX_TEMPORAL - 1);
  }

  private static int keyframeIndex(int kind, long bucket) {
    return kind * KEYFRAME_BUCKETS + Math.floorMod(bucket, KEYFRAME_BUCKETS);
  }

  private static int index(int kind, long bucket) {
    return kind * BUCKETS + Math.floorMod(bucket, BUCKETS);
  }
}
