package io.plenum.signaling.access;

import static io.plenum.signaling.access.Right.CREATE;
import static io.plenum.signaling.access.Right.DELETE;
import static io.plenum.signaling.access.Right.MODIFY;
import static io.plenum.signaling.access.Right.READ;
import static io.plenum.signaling.access.Right.USE;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a machine client's token may reach (REQUIREMENTS I-5): cells of the access matrix. A scope
 * only narrows; the role of the user as whom the client acts must allow the same. No scope reaches
 * sign-on and API clients (X-20b), so no client can widen itself, nor the assuming of roles.
 */
public enum Scope {
  MEETINGS_READ("meetings:read", cells(Row.CONFERENCE, READ), cells(Row.SEARCH, USE)),
  MEETINGS_WRITE(
      "meetings:write",
      cells(Row.AD_HOC_MEETING, CREATE),
      cells(Row.SCHEDULE, CREATE),
      cells(Row.INVITE_ONLY_MEETING, CREATE),
      cells(Row.CALENDAR, CREATE, MODIFY),
      cells(Row.MEETING_SETTINGS, MODIFY, DELETE),
      cells(Row.INVITE, CREATE, MODIFY)),
  CHAT_READ("chat:read", cells(Row.CHAT, READ)),
  CHAT_WRITE("chat:write", cells(Row.CHAT, CREATE, MODIFY, DELETE)),
  FILES_READ("files:read", cells(Row.FILES, READ)),
  FILES_WRITE("files:write", cells(Row.FILES, CREATE, MODIFY, DELETE)),
  RECORDINGS_READ("recordings:read", cells(Row.RECORDINGS, READ)),
  RECORDINGS_WRITE("recordings:write", cells(Row.RECORD, DELETE)),
  USERS_READ("users:read", cells(Row.ADMINISTRATION, READ), cells(Row.PROFILE, READ)),
  /** All of X-20 that changes something: users, roles, account settings. */
  USERS_WRITE("users:write", cells(Row.ADMINISTRATION, CREATE, MODIFY, DELETE, USE)),
  AUDIT_READ("audit:read", cells(Row.AUDIT_LOG, READ));

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // List.of, of Set.of
  private final List<Cells> cells;

  /** Cells of one row. */
  private record Cells(Row row, Set<Right> rights) {}

  Scope(String text, Cells... cells) {
    this.text = text;
    this.cells = List.of(cells);
  }

  private static Cells cells(Row row, Right... rights) {
    return new Cells(row, Set.of(rights));
  }

  /** As it is stored and sent. */
  public String text() {
    return text;
  }

  /** The scope with this text. */
  public static Optional<Scope> of(String text) {
    return Stream.of(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  /** Whether it reaches this cell of the matrix. */
  public boolean covers(Row row, Right right) {
    return row == Row.ENTRANCE
        || cells.stream().anyMatch(cell -> cell.row == row && cell.rights.contains(right));
  }

  /**
   * Whether a token with these scopes reaches this cell; one without scopes is not narrowed. A
   * scope that this server does not know reaches nothing.
   */
  public static boolean allow(Set<String> scopes, Row row, Right right) {
    return scopes.isEmpty()
        || scopes.stream().flatMap(text -> of(text).stream()).anyMatch(s -> s.covers(row, right));
  }

  /** Those that reach this cell, for whoever was refused. */
  public static Stream<Scope> covering(Row row, Right right) {
    return Arrays.stream(values()).filter(scope -> scope.covers(row, right));
  }
}
