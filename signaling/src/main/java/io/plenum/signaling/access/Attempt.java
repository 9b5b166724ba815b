package io.plenum.signaling.access;

import com.google.errorprone.annotations.Immutable;
import java.time.Duration;

/**
 * What somebody may try again and again to get in (REQUIREMENTS I-6), and how often. The free tries
 * are spent before any delay; then each try doubles it, up to a ceiling that differs: one caller
 * who guesses at one target is slowed most; a whole source (a company's address, a trunk) only a
 * little, because it may be many people; a target never so much that its owner is locked out.
 */
public enum Attempt {
  SIGN_IN(
      policy(5, Duration.ofMinutes(15)),
      policy(100, Duration.ofSeconds(10)),
      policy(30, Duration.ofSeconds(30))),
  SETUP(
      policy(5, Duration.ofMinutes(5)),
      policy(20, Duration.ofMinutes(1)),
      policy(100, Duration.ofSeconds(10))),
  /**
   * The target is the code that was asked for; a guesser changes it every time, so the source's
   * budget is what slows them.
   */
  CODE_LOOKUP(
      policy(20, Duration.ofSeconds(30)),
      policy(60, Duration.ofSeconds(30)),
      policy(10_000, Duration.ofSeconds(1))),
  /**
   * A class that joins from one address within a minute must get in; a flood of the waiting room
   * must not.
   */
  GUEST_JOIN(
      policy(60, Duration.ofSeconds(30)),
      policy(120, Duration.ofSeconds(10)),
      policy(500, Duration.ofSeconds(5))),
  /**
   * An access code typed on a telephone. The source is the trunk, which all callers share: it is
   * hardly slowed. The caller is the number that the trunk passes on: two calls of three tries each
   * are free.
   */
  TELEPHONE_CODE(
      policy(6, Duration.ofMinutes(10)),
      policy(6, Duration.ofMinutes(10)),
      policy(1_000, Duration.ofSeconds(1)),
      policy(10_000, Duration.ofSeconds(1))),
  /** A machine client asks for a token; the target is its id. */
  CLIENT_TOKEN(
      policy(10, Duration.ofMinutes(5)),
      policy(200, Duration.ofSeconds(10)),
      policy(60, Duration.ofSeconds(30))),
  /**
   * Somebody sets out to a company's sign-in, or comes back from it; each costs a row and asks the
   * provider. A company's people come through one address in the morning.
   */
  SIGN_ON(
      policy(200, Duration.ofSeconds(10)),
      policy(400, Duration.ofSeconds(5)),
      policy(2_000, Duration.ofSeconds(1))),
  /** An admin makes the server ask others: a provider, a name server. The target is the account. */
  OUTWARD(
      policy(20, Duration.ofMinutes(1)),
      policy(60, Duration.ofSeconds(30)),
      policy(30, Duration.ofMinutes(1)));

  /** The first delay; it doubles with each further try. */
  static final Duration FIRST_DELAY = Duration.ofSeconds(1);

  /** A bucket that was quiet for this long starts anew. */
  static final Duration FORGET_AFTER = Duration.ofHours(1);

  private final Policy pair;
  private final Policy caller;
  private final Policy source;
  private final Policy target;

  /** Somebody who is known answers for as much as an unknown source does. */
  Attempt(Policy pair, Policy source, Policy target) {
    this(pair, source, source, target);
  }

  Attempt(Policy pair, Policy caller, Policy source, Policy target) {
    this.pair = pair;
    this.caller = caller;
    this.source = source;
    this.target = target;
  }

  /**
   * How often, and how slowly then.
   *
   * @param free tries without delay
   * @param ceiling the longest delay between two tries
   */
  @Immutable
  record Policy(int free, Duration ceiling) {
    /** The delay after the given number of tries. */
    Duration delayAfter(int tries) {
      int over = tries - free;
      if (over < 0) {
        return Duration.ZERO;
      }
      // 2^20 s is far above every ceiling: the shift cannot overflow.
      Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(over, 20));
      return delay.compareTo(ceiling) < 0 ? delay : ceiling;
    }
  }

  private static Policy policy(int free, Duration ceiling) {
    return new Policy(free, ceiling);
  }

  Policy pair() {
    return pair;
  }

  Policy caller() {
    return caller;
  }

  Policy source() {
    return source;
  }

  Policy target() {
    return target;
  }
}
