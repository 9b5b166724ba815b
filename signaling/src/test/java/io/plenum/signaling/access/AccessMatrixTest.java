package io.plenum.signaling.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessMatrixTest {
  private static String rights(Role role, Row row) {
    return Stream.of(Right.values())
        .filter(right -> AccessMatrix.allows(role, row, right))
        .map(right -> right.name().substring(0, 1))
        .collect(Collectors.joining());
  }

  /**
   * The columns of REQUIREMENTS section X: registered, guest. R read, C create, M modify, D delete,
   * U use.
   */
  @ParameterizedTest
  @CsvSource({
    "X-0, U, U",
    "X-1, RCMDU, U",
    "X-2, U, U",
    "X-3, RCMDU, RC",
    "X-4, CDU, ''",
    "X-4b, R, R",
    "X-5, C, ''",
    "X-6, C, ''",
    "X-7, U, ''",
    "X-8, C, ''",
    "X-9, U, U",
    "X-10, MU, MU",
    "X-11, CM, ''",
    "X-12, MD, ''",
    "X-15, RCMDU, RCD",
    "X-16, U, ''",
    "X-17a, U, ''",
    "X-17b, U, ''",
    "X-18, CM, ''",
    "X-19a, U, ''",
    "X-19b, U, ''"
  })
  void grantsWhatTheTextSays(String row, String registered, String guest) {
    for (Role role : EnumSet.of(Role.PARTNER_ADMIN, Role.CUSTOMER_ADMIN, Role.USER)) {
      assertThat(rights(role, Row.of(row))).as("%s %s", role, row).isEqualTo(registered);
    }
    assertThat(rights(Role.GUEST, Row.of(row))).isEqualTo(guest);
  }

  @Test
  void keepsAdministrationToAdmins() {
    assertThat(rights(Role.CUSTOMER_ADMIN, Row.ADMINISTRATION)).isEqualTo("RCMDU");
    assertThat(rights(Role.USER, Row.ADMINISTRATION)).isEqualTo("R");
    assertThat(AccessMatrix.condition(Role.USER, Row.ADMINISTRATION, Right.READ))
        .contains(Condition.OWN_PROFILE);
    assertThat(AccessMatrix.condition(Role.USER, Row.PROFILE, Right.MODIFY))
        .contains(Condition.OWN_PROFILE);
    assertThat(rights(Role.GUEST, Row.ADMINISTRATION)).isEmpty();
    assertThat(rights(Role.USER, Row.AUDIT_LOG)).isEmpty();
    assertThat(rights(Role.CUSTOMER_ADMIN, Row.ASSUME_ROLE)).isEmpty();
    assertThat(rights(Role.PARTNER_ADMIN, Row.ASSUME_ROLE)).isEqualTo("U");
    assertThat(rights(Role.CUSTOMER_ADMIN, Row.CUSTOMER_ACCOUNTS)).isEmpty();
    assertThat(rights(Role.PARTNER_ADMIN, Row.CUSTOMER_ACCOUNTS)).isEqualTo("RCD");
  }

  @Test
  void bindsModerationToTheSessionOrTheOrganizer() {
    assertThat(AccessMatrix.condition(Role.USER, Row.WAITING_ROOM, Right.USE))
        .contains(Condition.IN_SESSION);
    assertThat(AccessMatrix.condition(Role.USER, Row.REMOVE_REGISTERED, Right.USE))
        .contains(Condition.ORGANIZER);
    assertThat(AccessMatrix.condition(Role.USER, Row.LOCK_AND_END, Right.USE))
        .contains(Condition.ORGANIZER);
    assertThat(AccessMatrix.condition(Role.GUEST, Row.CHAT, Right.READ))
        .contains(Condition.IN_SESSION);
  }

  @ParameterizedTest
  @EnumSource(Row.class)
  void isFoundByItsId(Row row) {
    assertThat(Row.of(row.id())).isEqualTo(row);
    assertThat(Set.of(Row.values()).stream().filter(other -> other.id().equals(row.id())))
        .hasSize(1);
  }
}
