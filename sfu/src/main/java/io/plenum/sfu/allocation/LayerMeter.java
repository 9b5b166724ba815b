package io.plenum.sfu.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures what each layer of one track takes on the wire, and makes of it what may be allotted.
 *
 * <p>Sums over the last two seconds, in buckets. A keyframe is counted over the second after it:
 * encoders pay for it with the frames that follow, so at once it would be a false peak, and
 * pictures would be lowered for it. Nothing is allocated per packet. Confined to the room's loop.
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

  /** Buckets over which a keyframe is counted. */
  private static final int SPREAD = 4;

  /** A rate over less than this is chance; until then the open bucket is taken as a whole one. */
  private static final int MIN_BUCKETS = 2;

  private static final int KINDS = MAX_ENCODINGS * MAX_SPATIAL * MAX_TEMPORAL;
  private static final long SECOND_NS = 1_000_000_000L;

  private final long[] bytes = new long[KINDS * BUCKETS];
  private final long[] keyframeBytes = new long[KINDS * BUCKETS];
  private boolean started;
  private long first;
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
    int at = index(kind(encoding, spatial, temporal), latest);
    if (keyframe) {
      keyframeBytes[at] += wireBytes;
    } else {
      bytes[at] += wireBytes;
    }
  }

  /**
   * The bitrate of a layer with all that it needs: lower layers of the same encoding.
   *
   * @return 0 if it is not being sent; at the very beginning a first guess
   */
  public long bps(int encoding, int spatial, int temporal, long nowNs) {
    advance(nowNs);
    boolean settled = latest - first >= MIN_BUCKETS;
    long from = Math.max(first, latest - BUCKETS + 1);
    long to = settled ? latest : latest + 1;
    double sum = 0;
    for (int s = 0; s <= Math.min(spatial, MAX_SPATIAL - 1); s++) {
      for (int t = 0; t <= Math.min(temporal, MAX_TEMPORAL - 1); t++) {
        sum += sum(kind(encoding, s, t), from, to);
      }
    }
    return (long) (sum * 8 * SECOND_NS / ((to - from) * BUCKET_NS));
  }

  /** The buckets up to {@code to}; of a keyframe so much as its time has come. */
  private double sum(int kind, long from, long to) {
    double sum = 0;
    for (long bucket = from; bucket < to; bucket++) {
      int at = index(kind, bucket);
      double share = Math.min(1, (double) (to - bucket) / SPREAD);
      sum += bytes[at] + keyframeBytes[at] * share;
    }
    return sum;
  }

  private boolean sent(int encoding, int spatial, int temporal) {
    int kind = kind(encoding, spatial, temporal);
    for (long bucket = Math.max(first, latest - BUCKETS + 1); bucket <= latest; bucket++) {
      int at = index(kind, bucket);
      if (bytes[at] + keyframeBytes[at] > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * What may be allotted, cheapest first. A larger size at its base frame rate is left out where it
   * has a higher one: the size below at all its frames is the better picture.
   */
  public List<Layer> layers(Sizes sizes, long nowNs) {
    advance(nowNs);
    List<Layer> layers = new ArrayList<>();
    for (int encoding = 0; encoding < MAX_ENCODINGS; encoding++) {
      for (int spatial = 0; spatial < MAX_SPATIAL; spatial++) {
        boolean smallest = layers.isEmpty();
        boolean faster = sent(encoding, spatial, 1) || sent(encoding, spatial, 2);
        for (int temporal = smallest || !faster ? 0 : 1; temporal < MAX_TEMPORAL; temporal++) {
          long bps = bps(encoding, spatial, temporal, nowNs);
          if (bps > 0 && sent(encoding, spatial, temporal) && layers.size() < Layer.MAX_LAYERS) {
            long pixels = sizes.pixels(encoding, spatial);
            layers.add(new Layer(encoding, spatial, temporal, pixels, bps));
          }
        }
      }
    }
    return layers;
  }

  private void advance(long nowNs) {
    long bucket = Math.floorDiv(nowNs, BUCKET_NS);
    if (!started) {
      started = true;
      first = bucket;
      latest = bucket;
    }
    if (bucket - latest >= BUCKETS) {
      Arrays.fill(bytes, 0);
      Arrays.fill(keyframeBytes, 0);
      latest = bucket;
      return;
    }
    while (latest < bucket) {
      latest++;
      for (int kind = 0; kind < KINDS; kind++) {
        bytes[index(kind, latest)] = 0;
        keyframeBytes[index(kind, latest)] = 0;
      }
    }
  }

  private static int kind(int encoding, int spatial, int temporal) {
    int e = Math.min(encoding, MAX_ENCODINGS - 1);
    int s = Math.min(spatial, MAX_SPATIAL - 1);
    return (e * MAX_SPATIAL + s) * MAX_TEMPORAL + Math.min(temporal, MAX_TEMPORAL - 1);
  }

  private static int index(int kind, long bucket) {
    return kind * BUCKETS + Math.floorMod(bucket, BUCKETS);
  }

  /** Says how large the pictures of a layer are. */
  @FunctionalInterface
  public interface Sizes {
    /** Width × height; 0 if not known. */
    long pixels(int encoding, int spatial);
  }
}
