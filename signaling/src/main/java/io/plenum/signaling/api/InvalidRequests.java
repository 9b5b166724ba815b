package io.plenum.signaling.api;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is no HTTP, or too long a head of it: there is no route yet, only bytes. */
final class InvalidRequests {
  private InvalidRequests() {}

  static void answer(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    boolean tooLong =
        cause instanceof TooLongHttpLineException || cause instanceof TooLongHttpHeaderException;
    Problem problem =
        tooLong
            ? Problem.of(ErrorCode.TOO_LARGE)
            : Problem.of(ErrorCode.BAD_REQUEST, "This is no HTTP request.");
    request
        .response()
        .setStatusCode(problem.code().status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Connection", "close")
        .end(problem.toJson().toBuffer())
        .onComplete(sent -> request.connection().close());
  }
}
