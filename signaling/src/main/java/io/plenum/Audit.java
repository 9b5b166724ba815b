package io.plenum;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** `audit`: works on the audit log; picks the command. */
@Command(
    name = "audit",
    description = "Works on the audit log.",
    mixinStandardHelpOptions = true,
    subcommands = AuditVerify.class)
final class Audit implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Without a command: says which there are. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
