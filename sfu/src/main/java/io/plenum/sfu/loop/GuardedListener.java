package io.plenum.sfu.loop;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a loop and a listener from outside: what the listener throws, an Error too, is
 * logged and goes no further, so that it disturbs neither the room nor the loop. Confined to the
 * loop.
 */
final class GuardedListener implements ParticipantListener {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

  private final ParticipantListener listener;

  GuardedListener(ParticipantListener listener) {
    this.listener = listener;
  }

  @Override
  public void connected(MediaPath pathOrNull) {
    guarded(() -> listener.connected(pathOrNull));
  }

  @Override
  public void lost() {
    guarded(listener::lost);
  }

  @Override
  public void slots(List<SlotMeaning> all) {
    guarded(() -> listener.slots(all));
  }

  @Override
  public void watched(Watched watched) {
    guarded(() -> listener.watched(watched));
  }

  @Override
  public void trouble(Spell spell) {
    guarded(() -> listener.trouble(spell));
  }

  @Override
  public void speaker(ParticipantId participantOrNull) {
    guarded(() -> listener.speaker(participantOrNull));
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error fault) {
      LOG.error("a listener to a participant's media failed", fault);
    }
  }
}
