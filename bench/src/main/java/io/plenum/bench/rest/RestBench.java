package io.plenum.bench.rest;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures the whole server over HTTP. bench/README.md says what the figures mean. */
@Command(
    name = "run-rest",
    description = "Measures the whole server over HTTP.",
    subcommands = {
      FillCommand.class,
      RateCommand.class,
      LookupCommand.class,
      UploadCommand.class,
      StartCommand.class
    },
    mixinStandardHelpOptions = true)
public final class RestBench {
  private RestBench() {}

  /** Exits with 0, 1 when nothing could be measured, 2 when the command line is wrong. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new RestBench())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }
}
