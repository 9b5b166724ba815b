package io.plenum.signaling.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which way PostgreSQL is asked, by what the newest texts hold. */
class CommonTermsTest {
  private static final long MILLION = 1_000_000;
  private static final int LIMIT = 300;

  @Test
  void areCommon_whenTheSampleHoldsEnoughOnTheList() {
    assertThat(CommonTerms.are(300, 300, MILLION, LIMIT)).isTrue();
  }

  @Test
  void areCommon_whenAllTextsAreInTheSample() {
    assertThat(CommonTerms.are(1, 0, CommonTerms.SAMPLE, LIMIT)).isTrue();
  }

  @Test
  void areRare_whenTheSampleHoldsNone() {
    assertThat(CommonTerms.are(0, 0, MILLION, LIMIT)).isFalse();
  }

  /** 3 % of all, of which 8 % are on the list: 125,000 to read, or 30,000 to fetch. */
  @Test
  void areRare_whenMoreWouldBeReadThanFetched() {
    assertThat(CommonTerms.are(150, 12, MILLION, LIMIT)).isFalse();
  }

  /** 10 % of all, of which 8 % are on the list: 37,500 to read, or 100,000 to fetch. */
  @Test
  void areCommon_whenLessIsReadThanWouldBeFetched() {
    assertThat(CommonTerms.are(500, 40, MILLION, LIMIT)).isTrue();
  }

  /** All on the list, 0.5 % of all: 60,000 to read, or 5,000 to fetch, which cost four each. */
  @Test
  void areRare_whenFewMatchThoughAllAreListed() {
    assertThat(CommonTerms.are(25, 25, MILLION, LIMIT)).isFalse();
  }

  /** The same where the index would point at 15 % of all, of which most hold the terms not. */
  @Test
  void areCommon_whenTheIndexPointsAtMuchElse() {
    assertThat(CommonTerms.are(750, 25, MILLION, LIMIT)).isTrue();
  }
}
