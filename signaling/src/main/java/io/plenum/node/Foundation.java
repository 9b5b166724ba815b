package io.plenum.node;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plenum.signaling.api.port.SharedPort;
import io.plenum.signaling.file.Cells;
import io.plenum.signaling.identity.RandomId;
import io.plenum.storage.backup.Backup;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.function.Supplier;

/**
 * What every part of a node stands on: what it was told, where it keeps things, its event loops,
 * and what it reports of itself.
 *
 * @param parts what is to be stopped
 * @param site where people find this server, without a trailing slash; known once HTTP listens
 * @param port what HTTP's ports do with connections for media
 */
record Foundation(
    Configuration configuration,
    InstantSource clock,
    SecureRandom random,
    StopOrder parts,
    Health health,
    PrometheusMeterRegistry metrics,
    Supplier<String> site,
    Database database,
    Cells cells,
    SharedPort port,
    Vertx vertx) {

  /**
   * Opens the stores and starts the event loops.
   *
   * @throws io.plenum.storage.StorageRefused when the data folder or its key cannot be used
   */
  static Foundation lay(
      Configuration configuration,
      InstantSource clock,
      StopOrder parts,
      Health health,
      Supplier<String> site) {
    SecureRandom random = new SecureRandom();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Store store = new Store(configuration, random);
    MasterKey masterKey = store.masterKey();
    Database database = store.open(masterKey, parts);
    watch(database, health, metrics);
    startBackups(configuration, masterKey, clock, parts);
    ObjectCells objects = ObjectCells.open(configuration, masterKey, random, clock);
    parts.started("objects", objects);
    SharedPort port = new SharedPort();
    Vertx vertx = vertx(metrics, port);
    AutoCloseable eventLoops = () -> vertx.close().toCompletionStage().toCompletableFuture().join();
    parts.started("event loops", eventLoops);
    return new Foundation(
        configuration,
        clock,
        random,
        parts,
        health,
        metrics,
        site,
        database,
        objects.cells(),
        port,
        vertx);
  }

  private static void watch(Database database, Health health, PrometheusMeterRegistry metrics) {
    health.add(
        "database",
        () ->
            database.read(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one())
                == 1);
    Gauge.builder("plenum_database_waiting", database, Database::waiting)
        .description("Transactions that wait for the database")
        .register(metrics);
  }

  private static void startBackups(
      Configuration configuration, MasterKey masterKey, InstantSource clock, StopOrder parts) {
    if (configuration.backups().isEmpty()) {
      return;
    }
    if (configuration.postgres().isPresent()) {
      throw new ConfigurationRefused(
          Key.BACKUP_FOLDER.path()
              + " is for the embedded database; PostgreSQL has its own backups: docs/database.md.");
    }
    Backup backup = new Backup(configuration.dataDir(), masterKey);
    parts.started(
        "backups",
        ScheduledBackups.start(
            backup, configuration.backups().get(), ZoneId.systemDefault(), clock));
  }

  private static Vertx vertx(PrometheusMeterRegistry metrics, SharedPort port) {
    // Paths and methods are the client's words: as labels they would grow without bound. Routes are
    // ours.
    MicrometerMetricsOptions options =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .setJvmMetricsEnabled(true)
            .setLabels(EnumSet.of(Label.HTTP_ROUTE, Label.HTTP_CODE))
            .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
            .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
            // Whom webhooks and sign-on call is the accounts' word, too.
            .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
            .addDisabledMetricsCategory(MetricsDomain.NAMED_POOLS);
    return Vertx.builder()
        .with(new VertxOptions().setMetricsOptions(options))
        .withMetrics(new MicrometerMetricsFactory(metrics))
        .withTransport(port)
        .build();
  }

  /** Makes ids that nobody guesses. */
  Supplier<String> ids() {
    return () -> RandomId.next(random);
  }
}
