package io.plenum.bench.load;

/** Something that happens at a planned time, again and again. Confined to the load's thread. */
interface Timed {
  /** When it is due next, on {@link System#nanoTime}. */
  long dueNs();

  /** Does it, and plans the next time. */
  void run(long nowNs);

  /** Whether it is over: it is not run again. */
  boolean over();
}
