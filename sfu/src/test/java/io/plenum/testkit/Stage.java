package io.plenum.testkit;

import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.LayerMeter;
import io.plenum.sfu.layer.Ladder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Publishers whose cameras run at 30 frames a second, each in three sizes of three temporal layers,
 * and whoever watches them. Frames waver in size, keyframes are several times larger, as encoders
 * make them.
 */
public final class Stage {
  /** Sizes of a picture. */
  public static final int SIZES = 3;

  /** Temporal layers of each. */
  public static final int RATES = 3;

  private static final long FRAME_NS = 33_333_333L;
  private static final Ladder LADDER =
      new Ladder(
          List.of(
              new Ladder.Rung(0, 0, 320, 180),
              new Ladder.Rung(1, 0, 640, 360),
              new Ladder.Rung(2, 0, 1_280, 720)));
  private static final long[] TARGET_BPS = {150_000, 500_000, 1_500_000};

  /** Time from a request at the server to the keyframe there. */
  private static final long KEYFRAME_NS = 80_000_000L;

  private final VirtualClock clock;
  private final RandomGenerator random;
  private final int overheadBytes;
  private final List<Camera> cameras = new ArrayList<>();
  private final List<Watcher> watchers = new ArrayList<>();

  /** Takes the frames of a stage. */
  public interface Watcher {
    /** A frame has come to the server in packets of {@code packetBytes} each. */
    void frame(int camera, int size, int temporal, boolean keyframe, int packets, int packetBytes);
  }

  /** A stage of so many cameras; {@code overheadBytes} are counted for each packet. */
  public Stage(VirtualClock clock, RandomGenerator random, int cameras, int overheadBytes) {
    this.clock = clock;
    this.random = random;
    this.overheadBytes = overheadBytes;
    for (int i = 0; i < cameras; i++) {
      Camera camera = new Camera(i);
      this.cameras.add(camera);
      clock.at(
          clock.nowNs() + random.nextLong(FRAME_NS),
          () -> {
            camera.tick();
            clock.every(FRAME_NS, camera::tick);
          });
    }
  }

  /** Somebody watches from now on. */
  public void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  /** How many publish. */
  public int cameras() {
    return cameras.size();
  }

  /** What a camera sends, as measured. */
  public List<Layer> layers(int camera) {
    return cameras.get(camera).meter.layers(LADDER, clock.nowNs());
  }

  /** What one size takes at its slowest rate, bits per second. */
  public long slowestBps(int camera, int size) {
    return cameras.get(camera).meter.bps(size, 0, 0, clock.nowNs());
  }

  /** Somebody needs a keyframe of one size. */
  public void wantKeyframe(int camera, int size) {
    Camera wanted = cameras.get(camera);
    if (wanted.keyframeDueNs[size] == Long.MAX_VALUE) {
      wanted.keyframeDueNs[size] = clock.nowNs() + KEYFRAME_NS;
    }
  }

  private final class Camera {
    private final int number;
    private final long[] keyframeDueNs = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
    private final List<ScriptedEncoder> encoders = new ArrayList<>();
    private final LayerMeter meter = new LayerMeter();
    private long frames;

    Camera(int number) {
      this.number = number;
      for (long bps : TARGET_BPS) {
        encoders.add(new ScriptedEncoder(bps, random));
      }
    }

    private void tick() {
      int pattern = ScriptedEncoder.temporal(frames++);
      for (int size = 0; size < SIZES; size++) {
        boolean keyframe = clock.nowNs() >= keyframeDueNs[size];
        emit(size, keyframe ? 0 : pattern, keyframe);
      }
    }

    private void emit(int size, int temporal, boolean keyframe) {
      if (keyframe) {
        keyframeDueNs[size] = Long.MAX_VALUE;
      }
      int bytes = encoders.get(size).frame(keyframe, temporal);
      int packets = Math.ceilDiv(bytes, ScriptedEncoder.PAYLOAD_BYTES);
      int each = bytes / packets;
      meter.packet(size, 0, temporal, keyframe, packets * (each + overheadBytes), clock.nowNs());
      watchers.forEach(w -> w.frame(number, size, temporal, keyframe, packets, each));
    }
  }
}
