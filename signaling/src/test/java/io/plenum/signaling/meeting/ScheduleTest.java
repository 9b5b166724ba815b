package io.plenum.signaling.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.meeting.Schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M-3a")
class ScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Schedule berlin(String start, String rule) {
    return Schedule.parse(start, 60, "Europe/Berlin", Optional.ofNullable(rule));
  }

  private static List<String> starts(Schedule schedule, String from, String to) {
    return schedule
        .between(Instant.parse(from), Instant.parse(to), Schedule.OCCURRENCE_LIMIT)
        .stream()
        .map(held -> held.start().toString())
        .toList();
  }

  @Test
  void staysAtNineOnTheWall_whenTheClocksChange() {
    Schedule weekly = berlin("2026-03-23T09:00", "FREQ=WEEKLY");
    assertThat(starts(weekly, "2026-03-20T00:00:00Z", "2026-04-07T00:00:00Z"))
        .containsExactly("2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z");
    assertThat(starts(weekly, "2026-10-19T00:00:00Z", "2026-10-27T00:00:00Z"))
        .containsExactly("2026-10-19T07:00:00Z", "2026-10-26T08:00:00Z");
  }

  @Test
  void isLaterByWhatWasSkipped_andTheFirstOfTwo_whenTheClocksChangeThen() {
    Schedule daily = berlin("2026-03-28T02:30", "FREQ=DAILY");
    assertThat(starts(daily, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z");
    assertThat(starts(daily, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"))
        .containsExactly("2026-10-25T00:30:00Z");
  }

  @Test
  void isHeldOnce_withoutARecurrence() {
    Schedule once = berlin("2026-03-02T09:00", null);
    assertThat(starts(once, "2026-03-02T08:59:00Z", "2026-03-02T09:30:00Z")).hasSize(1);
    assertThat(starts(once, "2026-03-02T09:00:00Z", "2026-03-03T09:30:00Z")).isEmpty();
    assertThat(once.lastEnd()).contains(Instant.parse("2026-03-02T09:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-02T09:00 | FREQ=WEEKLY;BYDAY=MO,FR | 2026-03-04T00:00:00Z | 2026-03-10T00:00:00Z |"
            + " 6 9",
        "2026-01-31T09:00 | FREQ=MONTHLY | 2026-02-01T00:00:00Z | 2026-06-01T00:00:00Z | 31 31",
        "2026-01-30T09:00 | FREQ=MONTHLY;BYDAY=-1FR | 2026-02-01T00:00:00Z | 2026-05-01T00:00:00Z"
            + " | 27 27 24",
        "2024-02-29T09:00 | FREQ=YEARLY | 2025-01-01T00:00:00Z | 2033-01-01T00:00:00Z | 29 29",
        "2026-03-02T09:00 | FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE | 2026-03-05T00:00:00Z |"
            + " 2026-03-20T00:00:00Z | 16 18",
        "2026-03-02T09:00 | FREQ=DAILY;COUNT=3 | 2026-03-03T12:00:00Z | 2026-04-01T00:00:00Z | 4",
        "2026-03-02T09:00 | FREQ=DAILY;UNTIL=20260304 | 2026-03-03T00:00:00Z |"
            + " 2026-04-01T00:00:00Z | 3 4",
        "2026-03-02T09:00 | FREQ=DAILY;UNTIL=20260304T080000Z | 2026-03-03T00:00:00Z |"
            + " 2026-04-01T00:00:00Z | 3 4",
        "2026-03-02T09:00 | FREQ=DAILY;UNTIL=20260304T075959Z | 2026-03-03T00:00:00Z |"
            + " 2026-04-01T00:00:00Z | 3",
        "2026-01-30T09:00 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-02-01T00:00:00Z |"
            + " 2026-04-30T00:00:00Z | 27 31",
      })
  void recursAsItsRuleSays(String start, String rule, String from, String to, String days) {
    assertThat(
            starts(berlin(start, rule), from, to).stream()
                .map(at -> String.valueOf(Instant.parse(at).atZone(BERLIN).getDayOfMonth())))
        .containsExactly(days.split(" "));
  }

  @Test
  void tellsOfARangeTheSame_whereverTheRangeBegins() {
    Schedule rule = berlin("2026-01-05T09:00", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH,SU;WKST=SU");
    List<String> whole = starts(rule, "2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z");
    List<String> pieced = new ArrayList<>();
    for (int day = 0; day < 364; day++) {
      Instant from = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day));
      pieced.addAll(starts(rule, from.toString(), from.plus(Duration.ofDays(1)).toString()));
    }
    assertThat(pieced).isEqualTo(whole).hasSizeGreaterThan(50);
  }

  @Test
  void tellsNoMoreThanItsLimit() {
    Schedule daily = berlin("2026-01-01T09:00", "FREQ=DAILY");
    assertThat(starts(daily, "2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z"))
        .hasSize(Schedule.OCCURRENCE_LIMIT);
  }

  @Test
  void knowsTheOneThatRuns_andElseTheNext() {
    Schedule weekly = berlin("2026-03-02T09:00", "FREQ=WEEKLY;COUNT=2");
    assertThat(weekly.next(Instant.parse("2026-03-02T08:30:00Z")).map(Occurrence::start))
        .contains(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(weekly.next(Instant.parse("2026-03-02T09:00:00Z")).map(Occurrence::start))
        .contains(Instant.parse("2026-03-09T08:00:00Z"));
    assertThat(weekly.next(Instant.parse("2026-03-09T09:00:00Z"))).isEmpty();
    assertThat(weekly.lastEnd()).contains(Instant.parse("2026-03-09T09:00:00Z"));
    assertThat(berlin("2026-03-02T09:00", "FREQ=WEEKLY").lastEnd()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=DAILY;COUNT=1",
        "FREQ=DAILY;COUNT=1000",
        "FREQ=DAILY;INTERVAL=1",
        "FREQ=DAILY;INTERVAL=1000"
      })
  void takesARule_atItsLimits(String rule) {
    assertThat(berlin("2026-03-02T09:00", rule).recurrence().get().text()).isEqualTo(rule);
  }

  @Test
  void takesAStartAndADuration_atTheirLimits() {
    assertThat(berlin("2000-01-01T00:00", null).start().getYear()).isEqualTo(2000);
    assertThat(berlin("2199-12-31T23:59", null).start().getYear()).isEqualTo(2199);
    for (int minutes : new int[] {1, 24 * 60}) {
      Schedule held = Schedule.parse("2026-03-02T09:00", minutes, "UTC", Optional.empty());
      assertThat(held.duration()).isEqualTo(Duration.ofMinutes(minutes));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FREQ=DAILY;COUNT=3, 2026-03-04T09:00:00Z",
    "FREQ=DAILY;UNTIL=20260304, 2026-03-04T09:00:00Z",
    "FREQ=WEEKLY;COUNT=1, 2026-03-02T09:00:00Z",
    "FREQ=DAILY;COUNT=1000, 2028-11-25T09:00:00Z"
  })
  void knowsWhenTheLastOneEnds(String rule, Instant end) {
    assertThat(berlin("2026-03-02T09:00", rule).lastEnd()).contains(end);
  }

  @Test
  void writesUntilInUtc_asCalendarsWantIt() {
    Recurrence rule = berlin("2026-03-02T09:00", "freq=daily;until=20260304").recurrence().get();
    assertThat(rule.text()).isEqualTo("FREQ=DAILY;UNTIL=20260304T225959Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=1001",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=1001",
        "FREQ=DAILY;COUNT=2;UNTIL=20270101",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=2",
        "FREQ=MONTHLY;BYYEARDAY=61",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=YEARLY;BYMONTH=3L",
        "FREQ=DAILY;RSCALE=CHINESE",
        "FREQ=DAILY;X-A=1",
        "FREQ=DAILY;COUNT=99999999999",
        "FREQ=DAILY\r\nATTENDEE:mailto:x@y.z",
        "RRULE:FREQ=DAILY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;UNTIL=99999999",
        "daily"
      })
  void isRefused_whenNotAllCalendarsCouldKeepTheRule(String rule) {
    assertThatThrownBy(() -> berlin("2026-03-02T09:00", rule)).isInstanceOf(MeetingRefused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T02:30, 60, Europe/Berlin",
    "2026-03-02T09:00:30, 60, Europe/Berlin",
    "1999-12-31T09:00, 60, Europe/Berlin",
    "2200-01-01T09:00, 60, Europe/Berlin",
    "2026-02-30T09:00, 60, Europe/Berlin",
    "2026-03-02T09:00, 0, Europe/Berlin",
    "2026-03-02T09:00, 1441, Europe/Berlin",
    "2026-03-02T09:00, 60, +02:00",
    "2026-03-02T09:00, 60, Etc/GMT+5",
    "2026-03-02T09:00, 60, EST5EDT",
    "2026-03-02T09:00, 60, Europe/Atlantis",
    "2026-03-02T09:00, 60, ../../etc/passwd",
  })
  void isRefused_whenItIsNoTime(String start, long minutes, String zone) {
    assertThatThrownBy(() -> Schedule.parse(start, minutes, zone, Optional.empty()))
        .isInstanceOf(MeetingRefused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UTC", "Z", "America/New_York", "Asia/Calcutta", "Asia/Kolkata", "Africa/Cairo"})
  void takesTheZonesThatBrowsersName(String zone) {
    Schedule schedule = Schedule.parse("2026-03-02T09:00", 60, zone, Optional.empty());
    assertThat(schedule.start()).isEqualTo(LocalDateTime.parse("2026-03-02T09:00"));
  }
}
