package io.plenum.signaling.audit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Personal fields as they are stored, by entry. Runs inside its caller's transaction. */
final class StoredPersonal {
  private StoredPersonal() {}

  private record Of(long seq, PersonalField field) {}

  /** Those of some entries of an account. */
  static Map<Long, List<PersonalField>> of(
      Handle handle, String account, Collection<Long> entries) {
    if (entries.isEmpty()) {
      return Map.of();
    }
    return handle
        .createQuery(
            "SELECT seq, field, person, salt, value FROM audit_personal"
                + " WHERE account_id = :account AND seq IN (<entries>) ORDER BY seq, field")
        .bind("account", account)
        .bindList("entries", List.copyOf(entries))
        .map(
            (row, context) ->
                new Of(
                    row.getLong(1),
                    new PersonalField(
                        row.getString(2), row.getString(3), row.getString(4), row.getString(5))))
        .stream()
        .collect(
            Collectors.groupingBy(Of::seq, Collectors.mapping(Of::field, Collectors.toList())));
  }
}
