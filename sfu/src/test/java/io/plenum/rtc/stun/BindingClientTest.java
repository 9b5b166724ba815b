package io.plenum.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.stun.BindingClient.State;
import io.plenum.rtc.wire.Span;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BindingClientTest {
  private static final long MS = 1_000_000;
  private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.3", 3478);
  private static final InetSocketAddress SEEN = new InetSocketAddress("203.0.113.7", 16384);
  private static final InetSocketAddress SEEN_BY_6 = new InetSocketAddress("2001:db8::7", 16384);

  private final BindingClient client = new BindingClient(SERVER, new SplittableRandom(1), 0);
  private final Span request = Span.of(new byte[28]);

  @Test
  void learnsHowItIsSeen_byBothFamilies() {
    for (InetSocketAddress seen : List.of(SEEN, SEEN_BY_6)) {
      BindingClient fresh = new BindingClient(SERVER, new SplittableRandom(1), 0);
      fresh.onDeadline(request, 0);
      assertThat(fresh.mapped()).isEmpty();
      assertThat(fresh.receive(answer(seen, 0), 20 * MS)).isTrue();
      assertThat(fresh.mapped()).contains(seen);
      assertThat(fresh.state()).isEqualTo(State.ANSWERED);
    }
  }

  @Test
  void asksSevenTimes_atThePaceOfTheRfc_andThenAgainAfterAMinute() {
    List<Long> sentMs = new ArrayList<>();
    State before = client.state();
    while (client.state() != State.SILENT) {
      long nowNs = client.nextDeadlineNs();
      client.onDeadline(request, nowNs);
      if (request.length() > 0) {
        sentMs.add(nowNs / MS);
      }
    }
    assertThat(before).isEqualTo(State.ASKING);
    assertThat(sentMs).containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L, 15_500L, 31_500L);
    assertThat(client.nextDeadlineNs()).isEqualTo(39_500 * MS + BindingClient.REFRESH_NS);
    client.onDeadline(request, client.nextDeadlineNs());
    assertThat(request.length()).isPositive();
    assertThat(client.receive(answer(SEEN, 0), client.nextDeadlineNs())).isTrue();
    assertThat(client.state()).isEqualTo(State.ANSWERED);
  }

  @Test
  void hearsOfAnotherAddress_andKeepsTheLastOneWhenTheServerFallsSilent() {
    client.onDeadline(request, 0);
    client.receive(answer(SEEN, 0), 0);
    assertThat(client.nextDeadlineNs()).isEqualTo(BindingClient.REFRESH_NS);
    client.onDeadline(request, BindingClient.REFRESH_NS);
    InetSocketAddress other = new InetSocketAddress("203.0.113.8", 16384);
    client.receive(answer(other, 0), BindingClient.REFRESH_NS);
    assertThat(client.mapped()).contains(other);
    while (client.state() == State.ANSWERED) {
      client.onDeadline(request, client.nextDeadlineNs());
    }
    assertThat(client.mapped()).contains(other);
  }

  @Test
  void takesNoAnswerThatItDidNotAskFor() {
    assertThat(client.receive(answer(SEEN, 0), 0)).as("nothing was asked").isFalse();
    client.onDeadline(request, 0);
    assertThat(client.receive(answer(SEEN, 1), 0)).as("another transaction").isFalse();
    assertThat(client.receive(view(request), 0)).as("a request").isFalse();
    Span error = Span.of(new byte[100]);
    new StunWriter()
        .begin(error, StunMessageType.BINDING_ERROR, view(request).transactionId())
        .errorCode(500);
    assertThat(client.receive(view(error), 0)).isFalse();
    Span empty = Span.of(new byte[100]);
    new StunWriter().begin(empty, StunMessageType.BINDING_SUCCESS, view(request).transactionId());
    assertThat(client.receive(view(empty), 0)).as("says nothing").isFalse();
    assertThat(client.mapped()).isEmpty();
    assertThat(client.receive(answer(SEEN, 0), 0)).isTrue();
    assertThat(client.receive(answer(SEEN_BY_6, 0), 0)).as("a second answer").isFalse();
  }

  private StunView answer(InetSocketAddress seen, int wrong) {
    byte[] transaction = view(request).transactionId();
    transaction[0] += (byte) wrong;
    Span answer = Span.of(new byte[100]);
    new StunWriter()
        .begin(answer, StunMessageType.BINDING_SUCCESS, transaction)
        .xorMappedAddress(seen);
    return view(answer);
  }

  private static StunView view(Span message) {
    StunView view = new StunView();
    view.wrap(message);
    return view;
  }
}
