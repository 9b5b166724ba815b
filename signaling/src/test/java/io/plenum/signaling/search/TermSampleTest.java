package io.plenum.signaling.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which way PostgreSQL is asked, by what the newest texts hold. */
class TermSampleTest {
  private static final long MILLION = 1_000_000;
  private static final int LIMIT = 300;

  private static SearchWay ofAll(long fetched, long found) {
    return new TermSample(fetched, found, 0, MILLION).cheapest(LIMIT, false);
  }

  /** A list with 8 % of all texts. */
  private static SearchWay ofSome(long fetched, long found) {
    return new TermSample(fetched, found, 400, MILLION).cheapest(LIMIT, true);
  }

  @Test
  void readsTheNewest_whenTheSampleHoldsEnough() {
    assertThat(ofAll(300, 300)).isEqualTo(SearchWay.NEWEST_BACK);
  }

  @Test
  void readsAll_whenTheyAreNoMoreThanTheSample() {
    TermSample sample = new TermSample(1, 0, 0, TermSample.SAMPLE);
    assertThat(sample.cheapest(LIMIT, false)).isEqualTo(SearchWay.NEWEST_BACK);
  }

  @Test
  void asksTheTrigrams_whenTheSampleHoldsNone() {
    assertThat(ofAll(0, 0)).isEqualTo(SearchWay.TRIGRAMS);
    assertThat(ofSome(0, 0)).isEqualTo(SearchWay.TRIGRAMS);
  }

  /** 4 % of all: 37,500 to read, or 40,000 that the index points at. */
  @Test
  void readsTheNewest_whenTheyHoldMuch() {
    assertThat(ofAll(200, 200)).isEqualTo(SearchWay.NEWEST_BACK);
  }

  /** 1 % of all: 150,000 to read, or 10,000 to fetch; but only of the newest 300,000. */
  @Test
  void asksTheTrigramsOfTheNewest_whenMoreMatchThanAreWanted() {
    assertThat(ofAll(100, 50)).isEqualTo(SearchWay.TRIGRAMS_OF_NEWEST);
  }

  /** Of 1,000,000 texts, 600 match, and the index points at 3,000. */
  @Test
  void asksTheTrigrams_whenHardlyMoreMatchThanAreWanted() {
    assertThat(ofAll(15, 3)).isEqualTo(SearchWay.TRIGRAMS);
  }

  /** The index points at 15 % of all, of which few hold the terms, and fewer are on the list. */
  @Test
  void asksTheTrigramsOfTheList_whenTheIndexPointsAtMuchElse() {
    assertThat(ofSome(750, 2)).isEqualTo(SearchWay.TRIGRAMS_OF_LIST);
  }

  /** The same where all are on the list: to read all takes longer than to fetch 150,000. */
  @Test
  void fetchesMuchInVain_whenThereIsNoOtherWay() {
    assertThat(ofAll(750, 1)).isEqualTo(SearchWay.TRIGRAMS);
  }

  /** 20 % of all, of which 8 % are on the list: less is read than the list has texts. */
  @Test
  void readsTheNewest_whenTheListHoldsMuch() {
    assertThat(ofSome(1_000, 80)).isEqualTo(SearchWay.NEWEST_BACK);
  }

  @Test
  void countsOnTwiceAsMuch_asTheSampleSays() {
    TermSample sample = new TermSample(100, 50, 0, MILLION);
    assertThat(sample.oldest(LIMIT)).isEqualTo(MILLION - 2 * 100L * LIMIT);
    assertThat(new TermSample(0, 0, 0, MILLION).oldest(LIMIT)).isZero();
    assertThat(new TermSample(1, 1, 0, MILLION).oldest(LIMIT)).isZero();
  }
}
