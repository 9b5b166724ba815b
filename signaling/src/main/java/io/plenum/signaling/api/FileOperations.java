package io.plenum.signaling.api;

import io.plenum.signaling.file.FileVisitor;
import io.plenum.signaling.file.Files;
import io.plenum.signaling.file.MeetingFile;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The files of a meeting, but for their contents: see {@link FileTransfers}. */
final class FileOperations {
  private final Files files;
  private final FileDoor door;

  FileOperations(Files files, FileDoor door) {
    this.files = files;
    this.door = door;
  }

  Map<String, Operation> byId() {
    return Map.of("listFiles", this::list, "file", this::one, "deleteFile", this::delete);
  }

  private Answer list(Request request) {
    FileVisitor visitor = door.visitor(request);
    return Answer.page(files.list(visitor, request.page()), FileOperations::json);
  }

  private Answer one(Request request) {
    return Answer.ok(json(find(door.visitor(request), request)));
  }

  private Answer delete(Request request) {
    FileVisitor visitor = door.visitor(request);
    if (!files.delete(visitor, find(visitor, request))) {
      throw new Refusal(ErrorCode.FORBIDDEN, "Only who added a file may delete it.");
    }
    return Answer.nothing();
  }

  private MeetingFile find(FileVisitor visitor, Request request) {
    return files.find(visitor, request.path().get("file")).orElseThrow(FileDoor::notFound);
  }

  /** As openapi.yaml's File says. */
  static JsonObject json(MeetingFile file) {
    JsonObject author = new JsonObject();
    if (!file.author().isUnknown()) {
      author.put("name", file.author().name());
    }
    file.author().userId().ifPresent(id -> author.put("user", id));
    file.author().seatId().ifPresent(id -> author.put("seat", id));
    JsonObject json =
        new JsonObject()
            .put("id", file.id())
            .put("kind", file.kind().text())
            .put("name", file.name())
            .put("type", file.mediaType())
            .put("sizeBytes", file.sizeBytes())
            .put("sha256", file.sha256())
            .put("addedAt", file.addedAt().toString())
            .put("addedBy", author)
            .put("lost", file.lost());
    file.durationMs().ifPresent(ms -> json.put("durationMs", ms));
    return json;
  }
}
