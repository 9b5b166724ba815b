package io.plenum;

import io.plenum.node.ConfigurationRefused;
import io.plenum.storage.StorageRefused;
import java.util.function.Supplier;

/** How a command that does one thing ends. */
final class Outcome {
  private Outcome() {}

  /** Prints what was done and answers 0; or what was refused, and 1. */
  static int of(Supplier<String> command) {
    try {
      System.out.println(command.get());
      return 0;
    } catch (ConfigurationRefused | StorageRefused e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }
}
