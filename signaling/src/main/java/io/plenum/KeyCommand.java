package io.plenum;

import io.plenum.node.Configuration;
import io.plenum.node.ConfigurationRefused;
import io.plenum.node.MasterKeys;
import io.plenum.storage.StorageRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** `key`: the master key that encrypts everything at rest. */
@Command(name = "key", description = "Looks after the master key.", mixinStandardHelpOptions = true)
final class KeyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** `key rotate`: 0 when it is done, 1 when it was refused or could not be finished. */
  @Command(
      name = "rotate",
      description =
          "Replaces the master key, while the server is stopped. Run again if interrupted.",
      mixinStandardHelpOptions = true)
  int rotate() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Configuration configuration = Configuration.read(System.getenv());
      int keys = new MasterKeys(configuration, new SecureRandom()).rotate(InstantSource.system());
      out.println("The master key is changed; " + keys + " keys are wrapped by the new one.");
      out.println("Keep the old one for the backups that were made with it.");
      return 0;
    } catch (ConfigurationRefused | StorageRefused | IOException e) {
      err.println("The master key is not changed yet. " + e.getMessage());
      return 1;
    }
  }
}
