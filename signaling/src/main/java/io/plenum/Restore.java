package io.plenum;

import io.plenum.node.DataCommands;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `restore FILE`: makes the data folder from a backup. */
@Command(
    name = "restore",
    description = "Makes the data folder from a backup. The server must not run.",
    mixinStandardHelpOptions = true)
final class Restore implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A backup made by `plenum backup`.")
  private Path file;

  @Option(
      names = "--replace",
      description = "Put a data folder that is not empty aside, under another name.")
  private boolean replace;

  @Option(names = "--check", description = "Only read the backup and say whether it is whole.")
  private boolean check;

  @Override
  public Integer call() {
    return Outcome.of(
        () ->
            check
                ? DataCommands.check(System.getenv(), file)
                : DataCommands.restore(System.getenv(), file, replace));
  }
}
