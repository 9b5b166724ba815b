package io.plenum.bench.rest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Only fills a data folder, for measurements to come. */
@Command(
    name = "fill",
    description = "Fills --data, for the measurements to come.",
    mixinStandardHelpOptions = true)
final class FillCommand implements Callable<Integer> {
  @Mixin private final Filled filled = new Filled();

  @Option(names = "--distribution", description = "the server's folder")
  private Path distribution = Path.of("signaling/target/plenum");

  @Override
  public Integer call() throws IOException {
    try (filled) {
      filled.prepare(distribution);
      System.out.println(filled.describe().encode());
    }
    return 0;
  }
}
