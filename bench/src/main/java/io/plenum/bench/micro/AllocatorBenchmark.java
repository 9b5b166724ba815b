package io.plenum.bench.micro;

import io.plenum.sfu.allocation.Allocator;
import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.Layer;
import io.plenum.sfu.allocation.PictureWish;
import io.plenum.sfu.allocation.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Sharing one receiver's bandwidth: five times a second for each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AllocatorBenchmark {
  @Param({"1", "9", "25"})
  int pictures;

  private final List<PictureWish> wishes = new ArrayList<>();
  private long budgetBps;

  /** Cameras in three sizes of three rates; there is room for half of what could be shown. */
  @Setup
  public void wish() {
    List<Layer> layers = new ArrayList<>();
    for (int size = 0; size < 3; size++) {
      for (int rate = 0; rate < 3; rate++) {
        long pixels = (320L * 180) << (2 * size);
        layers.add(new Layer(size, 0, rate, pixels, (60_000L + 30_000L * rate) << (2 * size)));
      }
    }
    for (int slot = 0; slot < pictures; slot++) {
      Priority priority = slot == 0 ? Priority.SPEAKER : Priority.OTHER;
      wishes.add(new PictureWish(slot, priority, 1_280 * 720, layers, 4));
    }
    budgetBps = pictures * layers.getLast().bitrateBps() / 2;
  }

  /** One sharing. */
  @Benchmark
  public Allotment allot() {
    return Allocator.allot(wishes, budgetBps);
  }
}
