package io.plenum.signaling.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found in one chain. Beyond the limit only the number is kept. Confined to one thread.
 */
final class Findings {
  /** Whoever sees so many knows enough. */
  static final int LIMIT = 100;

  private final String account;
  private final List<Finding> kept = new ArrayList<>();
  private long count;

  Findings(String account) {
    this.account = account;
  }

  void add(Finding.Kind kind, long seq, String text) {
    add(kind, seq, seq, text);
  }

  void add(Finding.Kind kind, long first, long last, String text) {
    count++;
    if (kept.size() < LIMIT) {
      kept.add(new Finding(kind, account, first, last, text));
    }
  }

  long count() {
    return count;
  }

  List<Finding> kept() {
    return kept.stream().sorted((a, b) -> Long.compare(a.first(), b.first())).toList();
  }
}
