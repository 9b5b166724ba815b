package io.plenum.node;

import io.micrometer.core.instrument.Gauge;
import io.plenum.signaling.delivery.Destinations;
import io.plenum.signaling.delivery.MailCourier;
import io.plenum.signaling.delivery.Postman;
import io.plenum.signaling.delivery.WebhookCourier;
import io.plenum.signaling.post.Endpoints;
import io.plenum.signaling.post.Outbox;
import io.plenum.signaling.post.OutboxRows;
import io.plenum.signaling.post.Webhooks;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what leaves a node: mails and webhook events. */
record PostAssembly(
    Outbox outbox, Webhooks webhooks, Endpoints endpoints, Destinations destinations) {
  private static final Logger log = LoggerFactory.getLogger(PostAssembly.class);

  static PostAssembly of(Foundation base) {
    Configuration configuration = base.configuration();
    Outbox outbox = new Outbox(base.clock(), base.ids(), configuration.mail().isPresent());
    return new PostAssembly(
        outbox,
        new Webhooks(outbox, base.clock(), base.ids()),
        new Endpoints(base.database(), base.clock(), base.random(), base.ids()),
        new Destinations(configuration.webhooksAllowed()));
  }

  /** Delivers from now on, first what the last run was delivering when it died. */
  void start(Foundation base) {
    int left = base.database().write(rows -> OutboxRows.release(rows, base.clock().millis()));
    if (left > 0) {
      log.info("{} letters that were on their way at the end of the last run go out again", left);
    }
    base.parts()
        .started(
            "post",
            Postman.start(
                new Postman.Parts(
                    base.database(),
                    base.clock(),
                    base.random(),
                    base.configuration()
                        .mail()
                        .map(server -> new MailCourier(server, base.clock())),
                    new WebhookCourier(
                        base.vertx(),
                        endpoints,
                        destinations,
                        base.clock(),
                        Optional.empty(),
                        WebhookCourier.Limits.STANDARD,
                        Version.text()))));
    Gauge.builder("plenum_letters_waiting", base.database(), rows -> rows.read(OutboxRows::waiting))
        .description("Mails and webhook events that wait to be delivered")
        .register(base.metrics());
  }
}
