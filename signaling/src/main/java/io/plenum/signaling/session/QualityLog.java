package io.plenum.signaling.session;

import io.plenum.signaling.message.QualitySpell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What was wrong with a seat's connection while the session runs, oldest first. Immutable.
 *
 * @param entries the latest {@link #LIMIT}
 */
record QualityLog(List<Entry> entries) {
  /** Spells kept of one seat: what is read of an hour in which something fails each minute. */
  static final int LIMIT = 60;

  static final QualityLog EMPTY = new QualityLog(List.of());

  /** A spell, and what it was told as. */
  record Entry(int peer, int number, QualitySpell spell) {
    boolean is(int ofPeer, int told) {
      return peer == ofPeer && number == told;
    }
  }

  QualityLog {
    entries = List.copyOf(entries);
  }

  /** With the news of a peer, which arrived {@code now}. */
  QualityLog with(int peer, TroubleNews news, Instant now) {
    List<Entry> changed = new ArrayList<>(entries);
    int at = 0;
    while (at < changed.size() && !changed.get(at).is(peer, news.number())) {
      at++;
    }
    Instant from =
        at < changed.size() ? changed.get(at).spell().from() : now.minus(news.beganAgo());
    Instant until = news.endedAgo() == null ? null : now.minus(news.endedAgo());
    QualitySpell spell = new QualitySpell(news.trouble(), from, until, news.text(), news.figures());
    Entry entry = new Entry(peer, news.number(), spell);
    if (at < changed.size()) {
      changed.set(at, entry);
    } else {
      changed.add(entry);
    }
    return new QualityLog(changed.subList(Math.max(0, changed.size() - LIMIT), changed.size()));
  }

  /** The peer is gone: what was wrong with its connection is over. */
  QualityLog ended(Instant now) {
    return new QualityLog(
        entries.stream()
            .map(one -> new Entry(one.peer(), one.number(), one.spell().endedBy(now)))
            .toList());
  }

  List<QualitySpell> spells() {
    return entries.stream().map(Entry::spell).toList();
  }
}
