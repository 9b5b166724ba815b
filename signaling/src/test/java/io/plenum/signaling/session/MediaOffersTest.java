package io.plenum.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An offer after the first: the media node decides whether it takes the place of what is there. */
class MediaOffersTest {
  private final Script script = new Script();
  private Line ann;

  @BeforeEach
  void hasMedia() {
    ann = script.enter(Script.user("ann"));
    offer("1");
    script.give(new Command.MediaAnswered("seat1", 1, "1", "answer"));
    offer("2");
    script.media.clear();
    ann.news();
  }

  private void offer(String id) {
    script.say(ann, new ClientMessage.Offer(id, "offer", List.of()));
  }

  private void refuse() {
    script.give(new Command.MediaRefused("seat1", 2, "2", ErrorCode.BAD_OFFER, "no"));
  }

  @Test
  void goesOnWithWhatWasBefore_whenItIsRefused() {
    refuse();
    assertThat(ann.last(ServerMessage.Failed.class).replyTo()).isEqualTo("2");

    script.give(new Command.SlotsChanged("seat1", 1, List.of()));
    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.Slots(List.of()));
    script.say(ann, new ClientMessage.View("3", List.of()));
    assertThat(script.media).hasSize(1).hasOnlyElementsOfType(Effect.ShowMedia.class);
    script.give(new Command.MediaLost("seat1", 1));
    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.MediaLost());
  }

  @Test
  void hearsWhenToAskAgain_whenTheServerIsBusy() {
    script.give(new Command.MediaRefused("seat1", 2, "2", ErrorCode.SERVER_BUSY, "busy"));
    assertThat(ann.last(ServerMessage.Failed.class))
        .isEqualTo(
            new ServerMessage.Failed("2", ErrorCode.SERVER_BUSY, "busy", NodeBusy.RETRY_SECONDS));
  }

  @Test
  void hearsTheOldPeer_untilTheNewOneIsThere() {
    script.give(new Command.SlotsChanged("seat1", 1, List.of()));
    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.Slots(List.of()));

    script.give(new Command.MediaAnswered("seat1", 2, "2", "answer"));
    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.Answer("2", "answer"));
    ann.news();
    script.give(new Command.MediaLost("seat1", 1));
    assertThat(ann.news()).as("of the one that was replaced").isEmpty();
  }

  @Test
  void takesNewsOfTheNewPeer_forItsBeginning() {
    script.give(new Command.SlotsChanged("seat1", 2, List.of()));
    ann.news();
    script.give(new Command.SlotsChanged("seat1", 1, List.of()));
    assertThat(ann.news()).isEmpty();
    script.give(new Command.MediaAnswered("seat1", 2, "2", "answer"));
    assertThat(ann.told.getLast()).isEqualTo(new ServerMessage.Answer("2", "answer"));
  }

  @Test
  void freesAPeer_thatWasOfferedOnly() {
    refuse();
    script.say(ann, new ClientMessage.Leave(null));
    assertThat(script.media).hasAtLeastOneElementOfType(Effect.LeaveMedia.class);
  }
}
