package io.plenum.signaling.api;

import io.plenum.signaling.audit.AuditArchive;
import io.plenum.signaling.audit.AuditExport;
import io.plenum.signaling.audit.AuditFilter;
import io.plenum.signaling.audit.AuditRecord;
import io.plenum.signaling.audit.Finding;
import io.plenum.signaling.audit.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** The audit log of the caller's account. */
final class AuditOperations {
  /** A verification reads the whole log; one after the other is enough. */
  private static final int VERIFICATIONS_AT_ONCE = 1;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final AuditArchive archive;
  private final Semaphore verifying = new Semaphore(VERIFICATIONS_AT_ONCE);
  private final Semaphore exporting = new Semaphore(ExportStream.AT_ONCE);

  AuditOperations(AuditArchive archive) {
    this.archive = archive;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "listAudit", this::list, "exportAudit", this::export, "verifyAudit", this::verify);
  }

  private Answer list(Request request) {
    return Answer.page(
        archive.page(request.who().accountId(), filter(request), request.page()),
        AuditRecord::json);
  }

  private Answer export(Request request) {
    AuditExport.Format format =
        AuditExport.Format.of(request.query().getOrDefault("format", "jsonl")).orElseThrow();
    AuditExport export =
        archive.export(request.actor(), request.who().accountId(), filter(request), format);
    return Answer.streamed(new ExportStream(export, format, exporting));
  }

  private Answer verify(Request request) {
    if (!verifying.tryAcquire()) {
      throw new Refusal(Problem.tooMany("Another log is being verified.", RETRY_AFTER));
    }
    try {
      return Answer.ok(json(archive.verify(request.who().accountId())));
    } finally {
      verifying.release();
    }
  }

  private static JsonObject json(Verdict verdict) {
    JsonArray findings = new JsonArray();
    verdict.findings().forEach(finding -> findings.add(json(finding)));
    return new JsonObject()
        .put("whole", verdict.whole())
        .put("from", verdict.from())
        .put("to", verdict.to())
        .put("signedTo", verdict.signedTo())
        .put("erased", verdict.erased())
        .put("found", verdict.found())
        .put("findings", findings);
  }

  private static JsonObject json(Finding finding) {
    return new JsonObject()
        .put("kind", finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("first", finding.first())
        .put("last", finding.last())
        .put("text", finding.text());
  }

  private static AuditFilter filter(Request request) {
    return new AuditFilter(
        time(request, "from"),
        time(request, "until"),
        Optional.ofNullable(request.query().get("person")),
        Optional.ofNullable(request.query().get("meeting")),
        Optional.ofNullable(request.query().get("kind")));
  }

  private static Optional<Instant> time(Request request, String name) {
    try {
      return Optional.ofNullable(request.query().get(name)).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, name + " is no time as 2026-11-21T09:30:00Z.");
    }
  }
}
