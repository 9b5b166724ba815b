package io.plenum.sfu.relay;

import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.room.Participant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a shard's own tracks crosses one link: the sounds that it chose, and the pictures that
 * the other end asked for. At most one sink for each track. Confined to the shard's loop.
 */
final class LinkSinks {
  private final RelayCounters counters;
  private final Map<LocalSound, RelaySink> sounds = new HashMap<>();
  private final Map<PublishedTrack, RelaySink> pictures = new HashMap<>();
  private PacketRing ring;

  LinkSinks(RelayCounters counters) {
    this.counters = counters;
  }

  /** From now on everything crosses by {@code next}; nothing does at first. */
  void begin(PacketRing next) {
    end();
    ring = next;
  }

  /** Nothing crosses any more. */
  void end() {
    sounds.values().forEach(LinkSinks::remove);
    pictures.values().forEach(LinkSinks::remove);
    sounds.clear();
    pictures.clear();
    ring = null;
  }

  /** Of sound this crosses, and nothing else. */
  void sound(List<LocalSound> chosen) {
    sounds
        .entrySet()
        .removeIf(
            entry -> {
              boolean ends = !chosen.contains(entry.getKey());
              if (ends) {
                remove(entry.getValue());
              }
              return ends;
            });
    for (LocalSound sound : chosen) {
      if (!sounds.containsKey(sound)) {
        RelaySink sink = new RelaySink(sound.track(), sound.number(), ring, counters);
        if (sound.track().add(sink)) {
          sounds.put(sound, sink);
        }
      }
    }
  }

  /** This is watched at the other end of a picture of {@code publisher}. */
  void show(Participant publisher, RelayMessage.Shown shown) {
    PublishedTrack track = publisher.track(shown.source());
    if (track == null || shown.source().audio()) {
      return;
    }
    RelaySink sink = pictures.get(track);
    if (shown.watchedOrNull() == null) {
      pictures.remove(track);
      if (sink != null) {
        remove(sink);
      }
      return;
    }
    boolean begins = sink == null;
    if (begins) {
      sink = new RelaySink(track, shown.number(), ring, counters);
    }
    sink.show(shown.watchedOrNull(), shown.decoded());
    if (begins && track.add(sink)) {
      pictures.put(track, sink);
    }
  }

  /** A participant has left, and their tracks with them. */
  void left(int number) {
    sounds.keySet().removeIf(sound -> sound.number() == number);
    pictures.values().removeIf(sink -> sink.number() == number);
  }

  private static void remove(RelaySink sink) {
    sink.track().remove(sink);
  }
}
