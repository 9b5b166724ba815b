package io.plenum;

import io.plenum.node.UserCommands;
import io.plenum.signaling.identity.NewUser;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `user`: the way in for the first partner admin, and back in for who lost a password. */
@Command(
    name = "user",
    description = "Lists users, makes admins, resets passwords. The server must be stopped.",
    mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Without a command: says which there are. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(description = "Lists all users by account.", mixinStandardHelpOptions = true)
  int list() {
    return Outcome.of(() -> UserCommands.list(System.getenv()));
  }

  @Command(
      name = "add-admin",
      description = "Makes an admin and prints the first password.",
      mixinStandardHelpOptions = true)
  int addAdmin(
      @Parameters(paramLabel = "EMAIL") String email,
      @Option(names = "--name", paramLabel = "NAME", required = true) String name,
      @Option(
              names = "--account",
              paramLabel = "ID",
              description = "The account; not needed where there is only one.")
          String account,
      @Option(
              names = "--partner",
              description = "A partner admin, who makes and runs customer accounts.")
          boolean partner) {
    NewUser admin = new NewUser(name, email, UserCommands.admin(partner));
    return Outcome.of(
        () -> UserCommands.addAdmin(System.getenv(), Optional.ofNullable(account), admin));
  }

  @Command(
      name = "reset-password",
      description = "Makes a new password, prints it, and ends all sign-ins of the user.",
      mixinStandardHelpOptions = true)
  int resetPassword(@Parameters(paramLabel = "EMAIL") String email) {
    return Outcome.of(() -> UserCommands.resetPassword(System.getenv(), email));
  }
}
