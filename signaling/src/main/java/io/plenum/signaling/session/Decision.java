package io.plenum.signaling.session;

import java.util.List;

/**
 * What follows from a command: the rows to write, then the state to go on with and the effects to
 * carry out. When the rows cannot be written the old state stands and there are no effects.
 */
record Decision(SessionState next, List<RowChange> rows, List<Effect> effects) {
  Decision {
    rows = List.copyOf(rows);
    effects = List.copyOf(effects);
  }
}
