package io.plenum.signaling.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("I-5")
class ScopeTest {
  @ParameterizedTest
  @EnumSource(Scope.class)
  void isFoundByItsText(Scope scope) {
    assertThat(Scope.of(scope.text())).contains(scope);
    assertThat(Scope.of(scope.text() + " ")).isEmpty();
  }

  @Test
  void reachesItsCellsOnly() {
    assertThat(Scope.MEETINGS_READ.covers(Row.CONFERENCE, Right.READ)).isTrue();
    assertThat(Scope.MEETINGS_READ.covers(Row.SEARCH, Right.USE)).isTrue();
    assertThat(Scope.MEETINGS_READ.covers(Row.SEARCH, Right.READ)).isFalse();
    assertThat(Scope.MEETINGS_READ.covers(Row.CHAT, Right.READ)).isFalse();
    assertThat(Scope.MEETINGS_READ.covers(Row.ENTRANCE, Right.USE)).isTrue();
  }

  @Test
  void narrowsOnly_whoHasScopes() {
    assertThat(Scope.allow(Set.of(), Row.AUDIT_LOG, Right.READ)).isTrue();
    assertThat(Scope.allow(Set.of("audit:read"), Row.AUDIT_LOG, Right.READ)).isTrue();
    assertThat(Scope.allow(Set.of("chat:read", "audit:read"), Row.AUDIT_LOG, Right.READ)).isTrue();
    assertThat(Scope.allow(Set.of("chat:read"), Row.AUDIT_LOG, Right.READ)).isFalse();
    assertThat(Scope.allow(Set.of("everything"), Row.AUDIT_LOG, Right.READ)).isFalse();
  }

  @Test
  void saysWhichWouldReach() {
    assertThat(Scope.covering(Row.CHAT, Right.READ)).containsExactly(Scope.CHAT_READ);
    assertThat(Scope.covering(Row.SIGN_ON, Right.READ)).isEmpty();
  }
}
