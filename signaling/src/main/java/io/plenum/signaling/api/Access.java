package io.plenum.signaling.api;

import io.plenum.signaling.access.AccessMatrix;
import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Right;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.access.Row;
import io.plenum.signaling.identity.Principal;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.util.Locale;
import java.util.Optional;

/** What an operation of the contract needs: its `x-access`. */
record Access(Row row, Right right, boolean beforePasswordChange) {
  /** Marks the one operation that somebody with a password of another's making may use. */
  private static final String BEFORE_PASSWORD_CHANGE = "before-password-change";

  /**
   * Reads an operation's `x-access`.
   *
   * @throws IllegalArgumentException when it has none, or names no row or right
   */
  static Access of(Operation operation) {
    if (!(operation.getExtensions().get("x-access") instanceof JsonObject access)) {
      throw new IllegalArgumentException(
          "openapi.yaml: " + operation.getOperationId() + " names no row of the access matrix");
    }
    return new Access(
        Row.of(access.getString("row")),
        Right.valueOf(access.getString("right").toUpperCase(Locale.ROOT)),
        access.getBoolean(BEFORE_PASSWORD_CHANGE, false));
  }

  /**
   * Asks the matrix.
   *
   * @return what the operation must still check
   * @throws Refusal when the answer is no
   */
  Condition check(Optional<Principal> principal) {
    boolean mustChange = principal.map(Principal::mustChangePassword).orElse(false);
    if (mustChange && !beforePasswordChange && row != Row.ENTRANCE) {
      throw new Refusal(Problem.of(ErrorCode.PASSWORD_CHANGE_REQUIRED));
    }
    Role role = principal.map(Principal::role).orElse(Role.GUEST);
    return AccessMatrix.condition(role, row, right)
        .orElseThrow(
            () ->
                new Refusal(
                    Problem.of(
                        principal.isPresent() ? ErrorCode.FORBIDDEN : ErrorCode.NOT_SIGNED_IN)));
  }
}
