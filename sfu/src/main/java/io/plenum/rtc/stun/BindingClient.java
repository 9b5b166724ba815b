package io.plenum.rtc.stun;

import io.plenum.rtc.wire.Span;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks one STUN server as what address it sees one socket of ours (RFC 8489, section 6), again and
 * again, since that may change.
 *
 * <pre>
 *  ASKING, SILENT   → ANSWERED   the server answered
 *  ASKING, ANSWERED → SILENT     {@value #MAX_REQUESTS} requests without an answer
 * </pre>
 *
 * <p>Whatever came of it, it asks again after {@link #REFRESH_NS}.
 *
 * <p>Pure: no socket, no clock. Confined to the loop of the socket.
 */
public final class BindingClient {
  /** Rc of RFC 8489, section 6.2.1. */
  static final int MAX_REQUESTS = 7;

  /** RTO at first (RFC 8489, section 6.2.1); it doubles with each request. */
  static final long FIRST_TIMEOUT_NS = 500_000_000;

  /** Rm of RFC 8489, section 6.2.1: how many first timeouts the last request is given. */
  static final int LAST_TIMEOUTS = 16;

  /** Providers change an address once a day or less, and people should be back in a minute. */
  public static final long REFRESH_NS = 60_000_000_000L;

  /** Whether the server is there. */
  public enum State {
    ASKING,
    ANSWERED,
    SILENT
  }

  private final InetSocketAddress server;
  private final RandomGenerator random;
  private final StunWriter writer = new StunWriter();
  private byte[] transaction = {};
  private State state = State.ASKING;
  private InetSocketAddress mapped;
  private int requests;
  private long dueNs;

  /**
   * Asks from {@code nowNs} on.
   *
   * @param random of transaction ids; cryptographically strong outside tests, as nothing else keeps
   *     others from answering in the server's name
   */
  public BindingClient(InetSocketAddress server, RandomGenerator random, long nowNs) {
    this.server = server;
    this.random = random;
    this.dueNs = nowNs;
  }

  /** Whom it asks. */
  public InetSocketAddress server() {
    return server;
  }

  /** Whether the server answered the last time. */
  public State state() {
    return state;
  }

  /** What the server said last, though it may be silent now; empty: it never said anything. */
  public Optional<InetSocketAddress> mapped() {
    return Optional.ofNullable(mapped);
  }

  /** When {@link #onDeadline} is to be called. */
  public long nextDeadlineNs() {
    return dueNs;
  }

  /**
   * Lets time pass.
   *
   * @param request gets what is to be sent to the server; length 0: nothing
   */
  public void onDeadline(Span request, long nowNs) {
    request.length(0);
    if (nowNs < dueNs) {
      return;
    }
    if (requests == MAX_REQUESTS) {
      state = State.SILENT;
      rest(nowNs);
      return;
    }
    if (requests == 0) {
      transaction = new byte[StunAttribute.TRANSACTION_ID_BYTES];
      random.nextBytes(transaction);
    }
    requests++;
    dueNs = nowNs + timeoutNs();
    writer.begin(request, StunMessageType.BINDING_REQUEST, transaction).fingerprint();
  }

  /** RFC 8489, section 6.2.1: 500 ms, doubled each time; the last one has a time of its own. */
  private long timeoutNs() {
    return requests == MAX_REQUESTS
        ? LAST_TIMEOUTS * FIRST_TIMEOUT_NS
        : FIRST_TIMEOUT_NS << (requests - 1);
  }

  private void rest(long nowNs) {
    requests = 0;
    dueNs = nowNs + REFRESH_NS;
  }

  /** Takes a message from the server; whether it was the answer that was waited for. */
  public boolean receive(StunView answer, long nowNs) {
    boolean awaited = requests > 0 && Arrays.equals(transaction, answer.transactionId());
    InetSocketAddress said =
        awaited && answer.type() == StunMessageType.BINDING_SUCCESS
            ? answer.xorMappedAddress()
            : null;
    if (said == null) {
      return false;
    }
    mapped = said;
    state = State.ANSWERED;
    rest(nowNs);
    return true;
  }
}
