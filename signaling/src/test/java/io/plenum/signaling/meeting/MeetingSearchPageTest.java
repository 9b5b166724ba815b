package io.plenum.signaling.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.invite.Acme;
import io.plenum.signaling.meeting.MeetingSearch.Found;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.storage.database.Database;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages of a search by time, where the database alone cannot say what is held. */
@EachDatabase
@Tag("M-6")
class MeetingSearchPageTest {
  private static final String ON_MONDAYS = "2026-03-02T09:00";
  private static final String ON_TUESDAYS = "2026-03-03T09:00";

  /** From a Tuesday to the end of the Sunday. */
  private static final SearchQuery WITHOUT_A_MONDAY =
      new SearchQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.of(Instant.parse("2026-06-02T00:00:00Z")),
          Optional.of(Instant.parse("2026-06-08T00:00:00Z")));

  private final AtomicLong nowMs =
      new AtomicLong(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());
  private Database database;
  private MeetingSearch search;

  @BeforeEach
  void open(TestDatabase test) {
    database = test.open();
    search = new Acme(database).meetings.search();
  }

  /** Weekly ones, the first the last on the list, in one transaction: they are many. */
  private void create(int many, String start) {
    Meetings meetings =
        new Meetings(
            database, () -> Instant.ofEpochMilli(nowMs.incrementAndGet()), new SecureRandom());
    Schedule weekly = Schedule.parse(start, 45, "Europe/Berlin", Optional.of("FREQ=WEEKLY"));
    database.write(
        handle -> {
          for (int i = 0; i < many; i++) {
            MeetingDraft draft =
                new MeetingDraft(start + " " + i, Optional.of(weekly), MeetingSettings.STANDARD);
            meetings.create(handle, meetings.fresh(), Acme.ANN, draft);
          }
          return null;
        });
  }

  private Page<Found> page(int limit, Optional<Place> after) {
    return search.find("ann", WITHOUT_A_MONDAY, new PageRequest(limit, after));
  }

  private static List<String> names(Page<Found> page) {
    return page.items().stream().map(found -> found.entry().meeting().name()).toList();
  }

  @Test
  void endsEarly_whenItLookedAtManyThatAreNotHeld_andGoesOnBehindThem() {
    // A page asks for one row more than it shows, so it is at the limit after some rounds exactly.
    int limit = MeetingSearch.LOOKED_AT / 10 - 1;
    create(1, ON_TUESDAYS);
    create(MeetingSearch.LOOKED_AT, ON_MONDAYS);
    Page<Found> first = page(limit, Optional.empty());
    assertThat(first.items()).isEmpty();
    assertThat(first.next()).isPresent();
    Page<Found> second = page(limit, first.next());
    assertThat(names(second)).containsExactly(ON_TUESDAYS + " 0");
    assertThat(second.next()).isEmpty();
  }

  @Test
  void looksOn_whenFewAreNotHeld() {
    create(1, ON_TUESDAYS);
    create(20, ON_MONDAYS);
    create(1, ON_TUESDAYS);
    Page<Found> first = page(1, Optional.empty());
    assertThat(first.items()).hasSize(1);
    assertThat(names(page(1, first.next()))).containsExactly(ON_TUESDAYS + " 0");
  }

  @Test
  void showsAsManyAsWereAskedFor_onEachPage() {
    create(5, ON_TUESDAYS);
    List<Integer> sizes = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    do {
      Page<Found> page = page(2, after);
      sizes.add(page.items().size());
      after = page.next();
    } while (after.isPresent());
    assertThat(sizes).containsExactly(2, 2, 1);
  }
}
