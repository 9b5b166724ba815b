package io.plenum;

import io.plenum.node.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program: picks the command. */
@Command(
    name = "plenum",
    description = "A self-hosted meetings server.",
    mixinStandardHelpOptions = true,
    versionProvider = Plenum.VersionText.class,
    subcommands = {
      Serve.class,
      Audit.class,
      BackUp.class,
      Restore.class,
      ReplayCommand.class,
      Rehearse.class,
      KeyCommand.class,
      Examine.class,
      UserCommand.class
    })
public final class Plenum implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Exits with 0, or 1 when the server refuses to start, or 2 when the command line is wrong. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Plenum()).execute(arguments));
  }

  /** Without a command: says which there are. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** For `--version`. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Plenum " + Version.text()};
    }
  }
}
