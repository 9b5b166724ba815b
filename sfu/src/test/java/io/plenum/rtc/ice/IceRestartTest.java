package io.plenum.rtc.ice;

import static io.plenum.rtc.ice.IceLiteAgent.CONSENT_NS;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import io.plenum.testkit.ConnectivityCheck;
import java.net.InetSocketAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A client takes new credentials while its media flows (RFC 8445, section 9). */
class IceRestartTest {
  private static final long SECOND = 1_000_000_000;
  private static final Flow OLD = Flow.udp(new InetSocketAddress("192.0.2.1", 1000));
  private static final Flow NEW = Flow.udp(new InetSocketAddress("192.0.2.2", 2000));
  private static final Flow OTHER = Flow.tcp(new InetSocketAddress("192.0.2.2", 3000), 1);

  private final Random random = new Random(1);
  private final Side first = new Side();
  private final Side second = new Side();
  private final Side third = new Side();
  private final IceLiteAgent agent = new IceLiteAgent(first.server, first.client, 0);

  /** Both sides' credentials of one generation. */
  private final class Side {
    final IceCredentials server = IceCredentials.random(random);
    final IceCredentials client = IceCredentials.random(random);

    IceOutcome check(Flow from, boolean nominating, long nowNs) {
      Span check =
          ConnectivityCheck.of(
              server.ufrag(), client.ufrag(), server.password(), new byte[12], nominating);
      return agent.receive(check, from, Span.of(new byte[200]), nowNs);
    }

    void restart(long nowNs) {
      agent.restart(server, client, nowNs);
    }
  }

  @Test
  void mediaStays_untilACheckUnderTheNewCredentials() {
    first.check(OLD, true, 0);
    second.restart(SECOND);
    assertThat(agent.selected()).isEqualTo(OLD);
    assertThat(agent.localUfrags()).containsExactly(first.server.ufrag(), second.server.ufrag());

    assertThat(second.check(NEW, false, 2 * SECOND)).isEqualTo(IceOutcome.RESTARTED);

    assertThat(agent.selected()).isEqualTo(NEW);
    assertThat(agent.localUfrags()).containsExactly(second.server.ufrag());
  }

  @Test
  void takesWhatIsOnItsWay_fromTheOldFlow_untilThatIsSilentForLong() {
    first.check(OLD, true, 0);
    second.restart(1);
    second.check(NEW, true, 2);
    assertThat(agent.verified(OLD)).isTrue();
    second.check(NEW, true, CONSENT_NS + 1);
    assertThat(agent.verified(OLD)).isFalse();
  }

  @Test
  void answersBoth_whileItRestarts_andTheOldOnesNoLongerAfterwards() {
    first.check(OLD, true, 0);
    second.restart(1);
    assertThat(first.check(OLD, true, 2)).isEqualTo(IceOutcome.CHECKED);
    assertThat(first.check(OTHER, true, SECOND))
        .as("moves meanwhile")
        .isEqualTo(IceOutcome.SELECTED);
    second.check(NEW, false, 2 * SECOND);
    assertThat(first.check(OLD, true, 3 * SECOND)).isEqualTo(IceOutcome.WRONG_CREDENTIALS);
    assertThat(agent.selected()).isEqualTo(NEW);
  }

  @Test
  void aNominationOfBefore_countsNoMore() {
    first.check(OLD, true, 0);
    second.restart(1);
    second.check(NEW, false, 2);
    second.check(OTHER, true, 3);
    assertThat(agent.selected()).isEqualTo(OTHER);
    agent.closed(OTHER);
    assertThat(agent.selected()).as("checked later than the old one").isEqualTo(NEW);
  }

  @Test
  void goesOnOverTheSameFlow_whenTheClientsAddressStays() {
    first.check(OLD, true, 0);
    second.restart(1);
    assertThat(second.check(OLD, true, 2)).isEqualTo(IceOutcome.RESTARTED);
    assertThat(agent.selected()).isEqualTo(OLD);
    assertThat(second.check(OLD, true, 3)).as("once").isEqualTo(IceOutcome.CHECKED);
  }

  @Test
  void dropsCredentialsThatProvedNobody_whenItRestartsAgain() {
    first.check(OLD, true, 0);
    second.restart(1);
    third.restart(2);
    assertThat(agent.localUfrags()).containsExactly(first.server.ufrag(), third.server.ufrag());
    assertThat(second.check(NEW, true, 3)).isEqualTo(IceOutcome.WRONG_CREDENTIALS);
    assertThat(agent.selected()).isEqualTo(OLD);
    assertThat(third.check(NEW, true, 4)).isEqualTo(IceOutcome.RESTARTED);
  }

  @Test
  void restartsBeforeAnybodyWasProven() {
    second.restart(1);
    assertThat(agent.localUfrags()).containsExactly(second.server.ufrag());
    assertThat(first.check(OLD, true, 2)).isEqualTo(IceOutcome.WRONG_CREDENTIALS);
    assertThat(second.check(OLD, true, 3)).isEqualTo(IceOutcome.SELECTED);
  }

  @Test
  void sendsNothingWithoutConsent_butWaitsForTheRestart() {
    first.check(OLD, true, 0);
    second.restart(20 * SECOND);
    assertThat(agent.nextDeadlineNs()).isEqualTo(CONSENT_NS);
    assertThat(agent.expired(CONSENT_NS)).isFalse();
    assertThat(agent.selected()).as("RFC 7675, section 5.1").isNull();
    assertThat(agent.nextDeadlineNs()).isEqualTo(20 * SECOND + CONSENT_NS);
    assertThat(second.check(NEW, false, 40 * SECOND)).isEqualTo(IceOutcome.RESTARTED);
    assertThat(agent.selected()).isEqualTo(NEW);
    assertThat(agent.nextDeadlineNs()).isEqualTo(40 * SECOND + CONSENT_NS);
  }

  @Test
  void givesUp_whenNoCheckFollowsTheRestart() {
    first.check(OLD, true, 0);
    second.restart(20 * SECOND);
    assertThat(agent.expired(CONSENT_NS)).isFalse();
    assertThat(agent.expired(20 * SECOND + CONSENT_NS)).isTrue();
  }
}
