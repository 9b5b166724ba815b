package io.plenum.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Which parts of this node work. Parts are named at start by one thread; any thread may ask then.
 */
final class Health {
  /** A part that needs longer to say that it works does not. */
  private static final long PATIENCE_MS = 2_000;

  private final Map<String, BooleanSupplier> parts = new LinkedHashMap<>();
  private final Executor threads = task -> Thread.ofVirtual().name("health ", 0).start(task);

  /** Adds a part; `works` may block or throw. */
  void add(String name, BooleanSupplier works) {
    parts.put(name, works);
  }

  /** Each part and whether it works. Blocks for two seconds at most. */
  Map<String, Boolean> check() {
    Map<String, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
    parts.forEach(
        (name, works) ->
            asked.put(name, CompletableFuture.supplyAsync(works::getAsBoolean, threads)));
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    Map<String, Boolean> answers = new LinkedHashMap<>();
    asked.forEach((name, answer) -> answers.put(name, await(answer, deadline - System.nanoTime())));
    return answers;
  }

  private static boolean await(CompletableFuture<Boolean> answer, long nanos) {
    try {
      return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
