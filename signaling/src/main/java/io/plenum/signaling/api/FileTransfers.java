package io.plenum.signaling.api;

import io.plenum.signaling.file.FileKind;
import io.plenum.signaling.file.FileName;
import io.plenum.signaling.file.FileVisitor;
import io.plenum.signaling.file.Files;
import io.plenum.signaling.file.MeetingFile;
import io.plenum.signaling.file.NewFile;
import io.plenum.signaling.file.SafeType;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two operations of the contract whose bodies are streams: adding a file and fetching its
 * content. They come before the other routes, because those read a body whole. Each transfer has a
 * virtual thread, which blocks on the store; the event loop only passes pieces on.
 */
final class FileTransfers {
  private static final Logger log = LoggerFactory.getLogger(FileTransfers.class);

  /** The operations of openapi.yaml that are answered here. */
  static final String ADD = "addFile";

  static final String FETCH = "fileContent";

  /** An upload to S3 holds 5 MiB and four pieces of 64 KiB: 170 MiB for all. */
  static final int UPLOAD_LIMIT = 32;

  /** A fetch holds some 200 KiB: 100 MiB for all. */
  static final int FETCH_LIMIT = 500;

  /** Of one caller at once: some files that were dropped into a page together. */
  static final int UPLOADS_OF_ONE = 4;

  /** Of one caller at once: the pictures of a page, with some to spare. */
  static final int FETCHES_OF_ONE = 32;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** A refused client may finish its sentence this long, so that it reads the answer. */
  private static final long LINGER_MS = 2_000;

  private static final String FILES = ApiRouter.PREFIX + "/meetings/:id/files";

  /** Voice messages: 10 hours, more than any. */
  private static final long DURATION_LIMIT_MS = Duration.ofHours(10).toMillis();

  private final ApiRouter api;
  private final Calls calls;
  private final FileDoor door;
  private final Files files;
  private final SlowClients slow;
  private final Semaphore uploads = new Semaphore(UPLOAD_LIMIT);
  private final Semaphore fetches = new Semaphore(FETCH_LIMIT);
  private final CallerPlaces uploadsOfOne = new CallerPlaces(UPLOADS_OF_ONE);
  private final CallerPlaces fetchesOfOne = new CallerPlaces(FETCHES_OF_ONE);
  private final Access mayAdd = Contract.access(ADD);
  private final Access mayFetch = Contract.access(FETCH);

  FileTransfers(ApiRouter api, Calls calls, FileDoor door, Files files, SlowClients slow) {
    this.api = api;
    this.calls = calls;
    this.door = door;
    this.files = files;
    this.slow = slow;
  }

  void mount(Router router) {
    router.post(FILES).handler(this::add).failureHandler(Problems::fail);
    router.get(FILES + "/:file/content").handler(this::fetch).failureHandler(Problems::fail);
  }

  private void add(RoutingContext routing) {
    api.requireOrigin(routing);
    take(uploads);
    Context loop = routing.vertx().getOrCreateContext();
    Calls.Arrival arrival = calls.arrival(routing, new JsonObject());
    UploadStream body =
        new UploadStream(
            routing.request(), loop, UploadStream.Pace.STANDARD, () -> expect(routing));
    Thread.ofVirtual()
        .name("upload ", 0)
        .start(
            () -> {
              try {
                FileVisitor visitor = door.visitor(calls.admit(routing, loop, arrival, mayAdd));
                MeetingFile added = keep(routing, visitor, body);
                loop.runOnContext(on -> created(routing, added));
              } catch (UploadStream.Broken e) {
                log.debug("An upload broke off: {}", e.toString());
              } catch (UploadStream.TooSlow e) {
                refuse(routing, loop, Problem.of(ErrorCode.TIMEOUT));
              } catch (IOException | RuntimeException | Error e) {
                refuse(routing, loop, Problems.of(e));
              } finally {
                uploads.release();
              }
            });
  }

  private MeetingFile keep(RoutingContext routing, FileVisitor visitor, UploadStream body)
      throws IOException {
    try (CallerPlaces.Place _ = uploadsOfOne.take(visitor.id())) {
      return files.add(visitor, newFile(routing), body);
    }
  }

  private static void take(Semaphore places) {
    if (!places.tryAcquire()) {
      throw new Refusal(Problem.tooMany("Too many files are on the way.", RETRY_AFTER));
    }
  }

  /** The file will be read: its body may take its time, and RFC 9110 section 10.1.1. */
  private void expect(RoutingContext routing) {
    slow.bodyReadElsewhere(routing.request());
    if ("100-continue".equalsIgnoreCase(routing.request().getHeader("Expect"))) {
      routing.response().writeContinue();
    }
  }

  private static NewFile newFile(RoutingContext routing) {
    String name = parameter(routing, "name").orElseThrow(() -> bad("name", "is missing"));
    FileKind kind = parameter(routing, "kind").map(FileTransfers::kind).orElse(FileKind.FILE);
    String type =
        Optional.ofNullable(routing.request().getHeader("Content-Type")).orElse(SafeType.BYTES);
    return new NewFile(
        kind,
        FileName.of(name),
        type,
        parameter(routing, "durationMs").map(text -> number("durationMs", text, DURATION_LIMIT_MS)),
        Optional.ofNullable(routing.request().getHeader("Content-Length"))
            .map(text -> number("Content-Length", text, Long.MAX_VALUE)));
  }

  private static Optional<String> parameter(RoutingContext routing, String name) {
    return Optional.ofNullable(routing.queryParams().get(name));
  }

  private static FileKind kind(String text) {
    try {
      return FileKind.of(text);
    } catch (IllegalArgumentException e) {
      throw bad("kind", "is neither file nor voice");
    }
  }

  private static long number(String name, String text, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw bad(name, "is no number");
    }
    throw bad(name, "is out of bounds");
  }

  private static Refusal bad(String parameter, String how) {
    return new Refusal(ErrorCode.BAD_REQUEST, "The parameter " + parameter + " " + how + ".");
  }

  private static void created(RoutingContext routing, MeetingFile added) {
    HttpServerResponse response = routing.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response
        .setStatusCode(201)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .putHeader("Location", routing.normalizedPath() + "/" + added.id())
        .end(FileOperations.json(added).toBuffer())
        .onFailure(e -> log.debug("The client left before its answer: {}", e.toString()));
  }

  /** The answer may come while the client still sends: what it sends is dropped, not for long. */
  private static void refuse(RoutingContext routing, Context loop, Problem problem) {
    loop.runOnContext(
        on -> {
          HttpServerRequest request = routing.request();
          boolean halfRead = !request.isEnded();
          if (halfRead) {
            routing.response().putHeader("Connection", "close");
            request.handler(dropped -> {}).resume();
          }
          Problems.send(routing, problem);
          if (halfRead && request.version() != HttpVersion.HTTP_2) {
            routing.vertx().setTimer(LINGER_MS, late -> request.connection().close());
          }
        });
  }

  private void fetch(RoutingContext routing) {
    take(fetches);
    Context loop = routing.vertx().getOrCreateContext();
    Calls.Arrival arrival = calls.arrival(routing, new JsonObject());
    Thread.ofVirtual()
        .name("fetch ", 0)
        .start(
            () -> {
              FileAnswer answer = new FileAnswer(routing, loop);
              try {
                FileVisitor visitor = door.visitor(calls.admit(routing, loop, arrival, mayFetch));
                MeetingFile file =
                    files
                        .find(visitor, arrival.request().path().get("file"))
                        .orElseThrow(FileDoor::notFound);
                try (CallerPlaces.Place _ = fetchesOfOne.take(visitor.id())) {
                  answer.send(
                      file,
                      range -> files.open(visitor, file, range),
                      () -> calls.stands(arrival, mayFetch));
                }
              } catch (IOException | RuntimeException | Error e) {
                answer.fail(e);
              } finally {
                fetches.release();
              }
            });
  }
}
