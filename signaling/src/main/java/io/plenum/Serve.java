package io.plenum;

import io.plenum.node.Configuration;
import io.plenum.node.ConfigurationRefused;
import io.plenum.node.Node;
import io.plenum.node.Version;
import io.plenum.storage.StorageRefused;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** `serve`: runs a node until it is told to stop. */
@Command(
    name = "serve",
    description = "Runs the server. Configured by plenum.yaml and PLENUM_ variables.",
    mixinStandardHelpOptions = true)
final class Serve implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(Serve.class);

  @Override
  public Integer call() throws InterruptedException {
    try {
      Node node = Node.start(Configuration.read(System.getenv()));
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(node::close));
      log.info("Plenum {} is ready: {}", Version.text(), node.url());
      node.setupLink().ifPresent(Serve::showSetupLink);
    } catch (ConfigurationRefused | StorageRefused | IllegalStateException e) {
      log.error("Plenum cannot start. {}", e.getMessage());
      log.debug("Why", e);
      return 1;
    }
    // The shutdown hook ends the process.
    new CountDownLatch(1).await();
    return 0;
  }

  /** On standard output only, so that a log collector does not keep a secret. */
  private static void showSetupLink(String link) {
    System.out.println();
    System.out.println("  Set Plenum up here (works once): " + link);
    System.out.println();
  }
}
