package io.plenum.signaling.access;

import static io.plenum.signaling.access.Condition.IN_SESSION;
import static io.plenum.signaling.access.Condition.NONE;
import static io.plenum.signaling.access.Condition.ORGANIZER;
import static io.plenum.signaling.access.Condition.OWN;
import static io.plenum.signaling.access.Condition.OWN_IN_SESSION;
import static io.plenum.signaling.access.Condition.OWN_PROFILE;
import static io.plenum.signaling.access.Right.CREATE;
import static io.plenum.signaling.access.Right.DELETE;
import static io.plenum.signaling.access.Right.MODIFY;
import static io.plenum.signaling.access.Right.READ;
import static io.plenum.signaling.access.Right.USE;
import static io.plenum.signaling.access.Role.CUSTOMER_ADMIN;
import static io.plenum.signaling.access.Role.GUEST;
import static io.plenum.signaling.access.Role.PARTNER_ADMIN;
import static io.plenum.signaling.access.Role.USER;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what: REQUIREMENTS section X as data, the one place that every REST operation and
 * every socket message asks. What is not granted here is refused. Immutable; any thread may ask.
 */
public final class AccessMatrix {
  private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);
  private static final Set<Role> REGISTERED = EnumSet.of(PARTNER_ADMIN, CUSTOMER_ADMIN, USER);
  private static final Set<Role> ADMINS = EnumSet.of(PARTNER_ADMIN, CUSTOMER_ADMIN);
  private static final Set<Role> GUESTS = EnumSet.of(GUEST);
  private static final Right[] FULL = Right.values();

  private static final Map<Row, Map<Role, Map<Right, Condition>>> GRANTS = new EnumMap<>(Row.class);

  static {
    grant(Row.ENTRANCE, EVERYBODY, NONE, USE);
    grant(Row.CONFERENCE, REGISTERED, NONE, FULL);
    grant(Row.CONFERENCE, GUESTS, NONE, USE);
    grant(Row.SCREEN_SHARE, EVERYBODY, NONE, USE);
    grant(Row.CHAT, REGISTERED, NONE, READ, CREATE, USE);
    grant(Row.CHAT, REGISTERED, OWN, MODIFY, DELETE);
    grant(Row.CHAT, GUESTS, IN_SESSION, CREATE, READ);
    grant(Row.RECORD, REGISTERED, IN_SESSION, CREATE);
    grant(Row.RECORD, REGISTERED, OWN, DELETE, USE);
    grant(Row.RECORDINGS, REGISTERED, NONE, READ);
    grant(Row.RECORDINGS, GUESTS, IN_SESSION, READ);
    grant(Row.AD_HOC_MEETING, REGISTERED, NONE, CREATE);
    grant(Row.SCHEDULE, REGISTERED, NONE, CREATE);
    grant(Row.SEARCH, REGISTERED, NONE, USE);
    grant(Row.INVITE_ONLY_MEETING, REGISTERED, NONE, CREATE);
    grant(Row.JOIN, EVERYBODY, NONE, USE);
    grant(Row.CONTROLS, EVERYBODY, OWN_IN_SESSION, MODIFY, USE);
    grant(Row.CALENDAR, REGISTERED, NONE, CREATE, MODIFY);
    grant(Row.MEETING_SETTINGS, REGISTERED, ORGANIZER, DELETE, MODIFY);
    grant(Row.FILES, REGISTERED, NONE, READ, CREATE, MODIFY, USE);
    grant(Row.FILES, REGISTERED, OWN, DELETE);
    grant(Row.FILES, GUESTS, IN_SESSION, CREATE, READ);
    grant(Row.FILES, GUESTS, OWN_IN_SESSION, DELETE);
    grant(Row.WAITING_ROOM, REGISTERED, IN_SESSION, USE);
    grant(Row.REMOVE_GUEST, REGISTERED, IN_SESSION, USE);
    grant(Row.REMOVE_REGISTERED, REGISTERED, ORGANIZER, USE);
    grant(Row.INVITE, REGISTERED, NONE, CREATE, MODIFY);
    grant(Row.MUTE_OTHER, REGISTERED, IN_SESSION, USE);
    grant(Row.LOCK_AND_END, REGISTERED, ORGANIZER, USE);
    grant(Row.ADMINISTRATION, ADMINS, NONE, FULL);
    grant(Row.ADMINISTRATION, EnumSet.of(USER), OWN_PROFILE, READ);
    grant(Row.PROFILE, REGISTERED, OWN_PROFILE, READ, MODIFY);
    grant(Row.AUDIT_LOG, ADMINS, NONE, READ);
    grant(Row.ASSUME_ROLE, EnumSet.of(PARTNER_ADMIN), NONE, USE);
    grant(Row.CUSTOMER_ACCOUNTS, EnumSet.of(PARTNER_ADMIN), NONE, READ, CREATE, DELETE);
  }

  private AccessMatrix() {}

  private static void grant(Row row, Set<Role> roles, Condition condition, Right... rights) {
    for (Role role : roles) {
      Map<Right, Condition> cell =
          GRANTS
              .computeIfAbsent(row, r -> new EnumMap<>(Role.class))
              .computeIfAbsent(role, r -> new EnumMap<>(Right.class));
      for (Right right : rights) {
        cell.put(right, condition);
      }
    }
  }

  /** Whether the role may, provided that {@link #condition} holds. */
  public static boolean allows(Role role, Row row, Right right) {
    return condition(role, row, right).isPresent();
  }

  /** What must hold besides; empty: refused whatever holds. */
  public static Optional<Condition> condition(Role role, Row row, Right right) {
    return Optional.ofNullable(
        GRANTS.getOrDefault(row, Map.of()).getOrDefault(role, Map.of()).get(right));
  }
}
