package io.plenum.bench.compare;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measurements of the media plane beside others (bench/README.md, run-comparison). */
@Command(
    name = "run-comparison",
    description = "Measures media servers under the same load.",
    subcommands = {
      CompareCommand.class,
      KneeCommand.class,
      IdleCommand.class,
      SoakCommand.class,
      PlotCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Comparison {
  private Comparison() {}

  /** Exits with 0, 1 when nothing could be measured, 2 when the command line is wrong. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Comparison())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
