package io.plenum.signaling.api;

import io.plenum.signaling.file.MeetingFile;
import io.plenum.storage.object.ByteRange;
import io.plenum.storage.object.ObjectContent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file's content on its way to a client: headers that make a browser store it and do nothing else
 * with it, ranges (RFC 9110 section 14), and piece by piece the bytes, each when the one before has
 * left for the network. Confined to the virtual thread of one request.
 */
final class FileAnswer {
  private static final Logger log = LoggerFactory.getLogger(FileAnswer.class);

  private static final int PIECE_BYTES = 64 * 1024;

  /** A piece that does not leave in this is a client that does not read. */
  private static final Duration PIECE_LIMIT = Duration.ofSeconds(30);

  /** How often it is asked whether the client still may. */
  private static final Duration ASK_EVERY = Duration.ofSeconds(5);

  private final RoutingContext routing;
  private final Context loop;
  private boolean begun;

  FileAnswer(RoutingContext routing, Context loop) {
    this.routing = routing;
    this.loop = loop;
  }

  /**
   * Sends it.
   *
   * @param open gives a part of the content; called once at most
   * @param stands whether the client still may have it
   * @throws IOException when the content cannot be read, or the client left
   */
  void send(MeetingFile file, Function<ByteRange, ObjectContent> open, BooleanSupplier stands)
      throws IOException {
    String tag = "\"" + file.sha256() + "\"";
    if (header("If-None-Match")
        .filter(known -> known.equals("*") || known.contains(tag))
        .isPresent()) {
      on(() -> response().setStatusCode(304).putHeader("ETag", tag).end());
      return;
    }
    // A strong comparison, RFC 9110 section 13.1.5: a date there never matches.
    boolean whole = header("If-Range").filter(known -> !known.strip().equals(tag)).isPresent();
    Optional<String> range = whole ? Optional.empty() : header("Range");
    switch (RangeHeader.of(range, file.sizeBytes())) {
      case RangeHeader.Unsatisfiable none -> unsatisfiable(file);
      case RangeHeader.Whole all -> stream(file, tag, 200, ByteRange.ALL, open, stands);
      case RangeHeader.Part part -> {
        on(
            () -> {
              response().putHeader("Content-Range", part.contentRange(file.sizeBytes()));
              return Future.succeededFuture();
            });
        stream(file, tag, 206, part.range(), open, stands);
      }
    }
  }

  private void unsatisfiable(MeetingFile file) throws IOException {
    on(
        () -> {
          response().putHeader("Content-Range", "bytes */" + file.sizeBytes());
          Problems.send(routing, Problem.of(ErrorCode.RANGE));
          return Future.succeededFuture();
        });
  }

  private void stream(
      MeetingFile file,
      String tag,
      int status,
      ByteRange range,
      Function<ByteRange, ObjectContent> open,
      BooleanSupplier stands)
      throws IOException {
    try (ObjectContent content = open.apply(range)) {
      long length = content.range().length();
      on(
          () -> {
            head(file, tag, status, length);
            return Future.succeededFuture();
          });
      begun = true;
      byte[] piece = new byte[PIECE_BYTES];
      long left = length;
      long askedNs = System.nanoTime();
      while (left > 0) {
        int count = content.stream().read(piece, 0, (int) Math.min(piece.length, left));
        if (count < 0) {
          throw new IOException("the content is shorter than its row says");
        }
        if (System.nanoTime() - askedNs > ASK_EVERY.toNanos()) {
          askedNs = System.nanoTime();
          if (!stands.getAsBoolean()) {
            throw new IOException("the client may not have it any more");
          }
        }
        Buffer buffer = Buffer.buffer(java.util.Arrays.copyOf(piece, count));
        left -= count;
        // The end goes with the last piece: who has all that was promised may leave at once.
        boolean last = left == 0;
        on(() -> last ? response().end(buffer) : response().write(buffer));
      }
      if (length == 0) {
        on(() -> response().end());
      }
    }
  }

  private void head(MeetingFile file, String tag, int status, long length) {
    response()
        .setStatusCode(status)
        .putHeader("Content-Type", file.mediaType())
        .putHeader("Content-Length", Long.toString(length))
        .putHeader("Content-Disposition", ContentDisposition.attachment(file.name()))
        // Whatever it is, it runs nothing, not even where somebody opens it in a frame.
        .putHeader("Content-Security-Policy", "sandbox; default-src 'none'")
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("ETag", tag)
        .putHeader(
            "Repr-Digest",
            "sha-256=:"
                + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(file.sha256()))
                + ":")
        // A guest loses it with the session: no copy stays in a cache.
        .putHeader("Cache-Control", "private, no-store");
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(routing.request().getHeader(name));
  }

  private HttpServerResponse response() {
    return routing.response();
  }

  /** Does something on the event loop and waits until it has left for the network. */
  private void on(Supplier<Future<Void>> what) throws IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.runOnContext(
        now -> {
          if (response().closed()) {
            done.completeExceptionally(new IOException("the client left"));
            return;
          }
          what.get().onSuccess(done::complete).onFailure(done::completeExceptionally);
        });
    try {
      done.get(PIECE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the client does not read, or left", e);
    }
  }

  /**
   * Before the head a problem document; after it the connection is all that can say it. An
   * IOException before the head is a client that left.
   */
  void fail(Throwable failure) {
    if (!begun && !(failure instanceof IOException)) {
      Problem problem = Problems.of(failure);
      loop.runOnContext(now -> Problems.send(routing, problem));
      return;
    }
    log.info("A file was not sent to its end: {}", failure.toString());
    loop.runOnContext(now -> response().reset());
  }
}
