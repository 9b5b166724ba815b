package io.plenum.signaling.api;

import io.plenum.signaling.audit.AuditExport;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an export piece by piece: the next is read when the last was taken, so a slow client slows
 * the reading and fills no memory. An export that fails ends its connection: half of one must not
 * look like a whole.
 */
final class ExportStream implements Answer.Streamed {
  private static final Logger log = LoggerFactory.getLogger(ExportStream.class);

  /** Each holds a piece in memory and asks the database without a pause. */
  static final int AT_ONCE = 4;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** A client that takes no piece for so long is gone. */
  private static final long PIECE_SECONDS = 60;

  private final AuditExport export;
  private final AuditExport.Format format;
  private final Semaphore turns;

  ExportStream(AuditExport export, AuditExport.Format format, Semaphore turns) {
    this.export = export;
    this.format = format;
    this.turns = turns;
  }

  @Override
  public void open(RoutingContext routing) {
    if (!turns.tryAcquire()) {
      Problems.send(routing, Problem.tooMany("Too many exports at once.", RETRY_AFTER));
      return;
    }
    HttpServerResponse response = routing.response();
    response
        .setStatusCode(200)
        .setChunked(true)
        .putHeader("Content-Type", format.type())
        .putHeader("Content-Disposition", "attachment; filename=\"audit." + format.ending() + "\"")
        .putHeader("Cache-Control", "no-store");
    Context loop = routing.vertx().getOrCreateContext();
    Thread.ofVirtual().name("export").start(() -> run(loop, response));
  }

  private void run(Context loop, HttpServerResponse response) {
    try {
      for (Optional<String> piece = export.next(); piece.isPresent(); piece = export.next()) {
        write(loop, response, piece.get());
      }
      loop.runOnContext(all -> response.end());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      loop.runOnContext(cut -> response.reset());
    } catch (RuntimeException | ExecutionException | TimeoutException e) {
      log.debug("An export was not taken to its end: {}", e.toString());
      loop.runOnContext(cut -> response.reset());
    } finally {
      turns.release();
    }
  }

  private static void write(Context loop, HttpServerResponse response, String piece)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<Void> taken = new CompletableFuture<>();
    loop.runOnContext(
        turn ->
            response
                .write(piece)
                .onComplete(
                    done -> {
                      if (done.succeeded()) {
                        taken.complete(null);
                      } else {
                        taken.completeExceptionally(done.cause());
                      }
                    }));
    taken.get(PIECE_SECONDS, TimeUnit.SECONDS);
  }
}
