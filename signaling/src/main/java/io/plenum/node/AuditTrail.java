package io.plenum.node;

import io.plenum.signaling.audit.AuditKeeper;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.audit.SignedFolder;
import io.plenum.signaling.audit.StatementSigner;
import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.SigningKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.line.LineFolder;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the audit log while the node runs: signs checkpoints that are due, prunes, and signs a last
 * time when the node stops.
 */
final class AuditTrail implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);

  /** How long more entries than {@link AuditKeeper#MOST_UNSIGNED} may wait. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  /** Retention is counted in days. */
  private static final int LOOKS_BETWEEN_PRUNING = 360;

  private final AuditKeeper keeper;
  private Rounds rounds;
  private volatile boolean failing;

  /** Confined to the thread of the rounds. */
  private int looks;

  private AuditTrail(AuditKeeper keeper) {
    this.keeper = keeper;
  }

  /**
   * Starts it.
   *
   * @param keptDays of an account's id: how many days its entries are kept; 0: for ever
   * @throws StorageRefused when the folder or the key cannot be used
   */
  static AuditTrail start(
      Database database,
      AuditLog audit,
      Configuration configuration,
      SecureRandom random,
      InstantSource clock,
      ToIntFunction<String> keptDays) {
    AuditPlaces places = AuditPlaces.of(configuration);
    StatementSigner signer =
        new StatementSigner(SigningKeyFile.readOrCreate(places.keyFile(), random));
    LineFolder folder = folder(places, configuration);
    try {
      folder.keep(SignedFolder.keyFile(signer.keyId()), SigningKeyFile.pem(signer.publicKey()));
    } catch (IOException e) {
      throw new StorageRefused(
          "The folder for checkpoints of the audit log, " + folder.path() + ", refuses: " + e, e);
    }
    log.info("Audit checkpoints go to {}, signed by key {}", folder.path(), signer.keyId());
    AuditTrail trail =
        new AuditTrail(new AuditKeeper(database, audit, signer, folder, clock, keptDays));
    trail.rounds = Rounds.start("audit", LOOK_EVERY, trail::look);
    return trail;
  }

  private static LineFolder folder(AuditPlaces places, Configuration configuration) {
    try {
      return new LineFolder(places.checkpoints(), configuration.nodeName());
    } catch (StorageRefused e) {
      throw new StorageRefused(
          e.getMessage()
              + " The audit log's checkpoints go there; name another with "
              + Key.AUDIT_CHECKPOINTS.variable()
              + ".",
          e);
    }
  }

  /** Whether the last checkpoint that was due could be written. */
  boolean working() {
    return !failing;
  }

  private void look(BooleanSupplier stopping) {
    boolean prune = looks++ % LOOKS_BETWEEN_PRUNING == 0;
    try {
      keeper.signDue();
      if (prune && !stopping.getAsBoolean()) {
        keeper.prune();
      }
      failing = false;
    } catch (IOException | RuntimeException e) {
      if (!failing) {
        log.error("No checkpoint of the audit log can be written; tried again: {}", e.toString());
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    rounds.close();
    try {
      keeper.signAll();
    } catch (IOException e) {
      log.error("The last checkpoint of the audit log could not be written: {}", e.toString());
    }
  }
}
