package io.plenum.signaling.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entries whose hash does not follow from the entry before. An entry that does fit in another's
 * place was moved; the others were changed. Confined to one thread.
 */
final class Suspects {
  /** Trying every place is cubic; beyond this all count as changed. */
  static final int LIMIT = 48;

  private record Suspect(AuditEntry entry, String previous) {}

  private final Findings findings;
  private final List<Suspect> all = new ArrayList<>();

  Suspects(Findings findings) {
    this.findings = findings;
  }

  void add(AuditEntry entry, String previous) {
    if (all.size() < LIMIT) {
      all.add(new Suspect(entry, previous));
    } else {
      changed(entry);
    }
  }

  /** Told after the last entry. */
  void finish() {
    Set<String> before = new LinkedHashSet<>();
    all.forEach(suspect -> before.add(suspect.previous));
    all.forEach(suspect -> before.add(suspect.entry.hash()));
    for (Suspect suspect : all) {
      Optional<Long> place = place(suspect.entry, before);
      if (place.isEmpty()) {
        changed(suspect.entry);
      } else if (place.get() != suspect.entry.seq()) {
        findings.add(
            Finding.Kind.REORDERED,
            suspect.entry.seq(),
            "entry " + place.get() + " stands in the place of entry " + suspect.entry.seq());
      }
    }
  }

  /** Where the entry fits. In its own place: only the one before it was moved. */
  private Optional<Long> place(AuditEntry entry, Set<String> before) {
    return all.stream()
        .map(other -> other.entry.seq())
        .filter(seq -> before.stream().anyMatch(hash -> entry.at(seq).follows(hash)))
        .findFirst();
  }

  private void changed(AuditEntry entry) {
    long seq = entry.seq();
    findings.add(
        Finding.Kind.CHANGED,
        seq,
        "entry "
            + seq
            + " is not what was written"
            + (seq > 1 ? ", or entry " + (seq - 1) + " is not and its hash was made to fit" : ""));
  }
}
