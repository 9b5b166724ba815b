package io.plenum;

import io.plenum.node.DataCommands;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** `backup FILE`: copies everything into one encrypted file, also while the server runs. */
@Command(
    name = "backup",
    description = "Copies everything into one encrypted file, also while the server runs.",
    mixinStandardHelpOptions = true)
final class BackUp implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The backup to make; must not exist.")
  private Path file;

  @Override
  public Integer call() {
    return Outcome.of(() -> DataCommands.backup(System.getenv(), file));
  }
}
