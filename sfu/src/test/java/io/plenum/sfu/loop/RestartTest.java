package io.plenum.sfu.loop;

import static io.plenum.sfu.loop.Scene.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.sdp.SdpParse;
import io.plenum.rtc.sdp.SdpParser;
import io.plenum.rtc.sdp.SessionDescription;
import io.plenum.sfu.loop.Scene.Guest;
import io.plenum.testkit.LoopbackTransport;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client offers again in the same session: ICE restarts under media that goes on. */
class RestartTest {
  private Scene scene;
  private Guest alice;
  private Guest bob;

  @BeforeEach
  void meet() throws Exception {
    scene = new Scene(1, 10);
    List<Guest> both = scene.meet("room", "alice", "bob");
    alice = both.getFirst();
    bob = both.getLast();
  }

  @AfterEach
  void part() {
    scene.close();
  }

  @Test
  void mediaGoesOnUnderTheSameKeys_beforeAndAfterTheNewCredentialsAreProven() throws Exception {
    for (int i = 0; i < 3; i++) {
      String answer = alice.join(alice.client.offerRestart()).get(5, TimeUnit.SECONDS);
      alice.receives(bob, 5);
      bob.receives(alice, 5);
      alice.client.restart(answer);
      alice.receives(bob, 5);
      bob.receives(alice, 5);
    }
    assertThat(alice.lost.get()).isZero();
    assertThat(scene.participants()).isEqualTo(2);
  }

  @Test
  void takesTheNewAddress_andDropsTheOldCredentials() throws Exception {
    LoopbackTransport transport = alice.client.transport();
    byte[] oldCheck = transport.checkOf(transport.remote().ufrag(), transport.remote().password());
    alice.client.restart(alice.join(alice.client.offerRestart()).get(5, TimeUnit.SECONDS));
    transport.move();
    transport.check();
    alice.receives(bob, 5);
    long strangers = scene.rejected("stranger");
    transport.raw(oldCheck);
    eventually("the old check is a stranger's", () -> scene.rejected("stranger") > strangers);
  }

  @Test
  void answersAsBefore_butForTheCredentials() throws Exception {
    SessionDescription before = parsed(alice.answer());
    SessionDescription same = parsed(alice.answer());
    SessionDescription restarted =
        parsed(alice.join(alice.client.offerRestart()).get(5, TimeUnit.SECONDS));

    assertThat(same).as("nothing is new: nothing changes").isEqualTo(before);
    assertThat(restarted.origin()).isEqualTo(before.origin());
    assertThat(restarted.media())
        .extracting(section -> section.sentPair())
        .isEqualTo(before.media().stream().map(section -> section.sentPair()).toList());
    assertThat(restarted.media().getFirst().transport().ice())
        .isNotEqualTo(before.media().getFirst().transport().ice());
  }

  @Test
  void tellsTheNewListenerWhatItsSlotsShow() throws Exception {
    assertThat(alice.shows("bob")).isTrue();
    alice.forget();
    alice.join(alice.client.offerRestart()).get(5, TimeUnit.SECONDS);
    eventually("she is told again", () -> alice.shows("bob"));
  }

  @Test
  void refusesOtherMedia_andLeavesWhatFlows() throws Exception {
    String other = alice.client.offerRestart().replace("a=mid:m\r\n", "a=mid:x\r\n");
    String named = other.replace("BUNDLE m ", "BUNDLE x ");
    assertThatThrownBy(() -> alice.join(named).get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(OfferRefusedException.class);
    alice.receives(bob, 5);
    assertThat(scene.participants()).isEqualTo(2);
  }

  @Test
  void makesANewTransport_whenAnotherSessionHasTheSameCertificate() throws Exception {
    String offer = alice.client.offerRestart().replace("o=- 1 2 ", "o=- 77 2 ");
    SessionDescription before = parsed(alice.answer());
    SessionDescription answer = parsed(alice.join(offer).get(5, TimeUnit.SECONDS));
    assertThat(answer.origin()).isNotEqualTo(before.origin());
    eventually("what the old one sends is nobody's", () -> scene.rejected("stranger") > 20);
    assertThat(scene.participants()).as("in place of the old one").isEqualTo(2);
  }

  @Test
  void endsTheSeatsMedia_whenNoCheckFollows() throws Exception {
    alice.join(alice.client.offerRestart()).get(5, TimeUnit.SECONDS);
    alice.client.transport().close();
    scene.later(31);
    eventually("she is told", () -> alice.lost.get() == 1);
    eventually("nothing of hers is left", () -> scene.participants() < 2);
  }

  private static SessionDescription parsed(String sdp) {
    return ((SdpParse.Parsed) SdpParser.parse(sdp)).description();
  }
}
