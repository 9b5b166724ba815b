package io.plenum.node;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.storage.database.Database;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells the server's own audit log that this node starts and stops, and what of its configuration
 * is not as it was. Closed when all that append are.
 */
final class NodeEntries implements AutoCloseable {
  private final Database database;
  private final AuditLog audit;

  private NodeEntries(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /** Tells that the node starts. */
  static NodeEntries started(Database database, AuditLog audit, Configuration configuration) {
    NodeEntries entries = new NodeEntries(database, audit);
    Map<String, String> now = configuration.shown();
    Optional<Map<String, String>> before =
        database
            .read(handle -> audit.lastFacts(handle, AuditLog.SERVER, AuditKind.NODE_STARTED))
            .map(facts -> strings(facts.getJsonObject("settings")));
    before
        .map(then -> changes(then, now))
        .filter(changes -> !changes.isEmpty())
        .ifPresent(
            changes -> entries.append(AuditKind.CONFIGURATION_CHANGED, Map.of("changes", changes)));
    entries.append(AuditKind.NODE_STARTED, Map.of("version", Version.text(), "settings", now));
    return entries;
  }

  private static Map<String, String> strings(JsonObject settings) {
    Map<String, String> strings = new TreeMap<>();
    settings.forEach(entry -> strings.put(entry.getKey(), String.valueOf(entry.getValue())));
    return strings;
  }

  /** Key to what it was and is; what is missing on one side was or is not set. */
  static Map<String, Object> changes(Map<String, String> before, Map<String, String> after) {
    Map<String, Object> changes = new TreeMap<>();
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      Map<String, Object> change = new TreeMap<>();
      Optional.ofNullable(before.get(key)).ifPresent(text -> change.put("before", text));
      Optional.ofNullable(after.get(key)).ifPresent(text -> change.put("after", text));
      if (!Objects.equals(before.get(key), after.get(key))) {
        changes.put(key, change);
      }
    }
    return changes;
  }

  private void append(AuditKind kind, Map<String, Object> facts) {
    AuditEvent event =
        new AuditEvent(AuditLog.SERVER, kind, Actor.SERVER, Optional.empty(), facts, Map.of());
    database.write(
        handle -> {
          audit.append(handle, event);
          return null;
        });
  }

  @Override
  public void close() {
    append(AuditKind.NODE_STOPPED, Map.of());
  }
}
