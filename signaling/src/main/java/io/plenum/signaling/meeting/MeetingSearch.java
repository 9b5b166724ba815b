package io.plenum.signaling.meeting;

import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.signaling.search.ChatHit;
import io.plenum.signaling.search.ChatIndex;
import io.plenum.signaling.search.SearchText;
import io.plenum.storage.database.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Finds meetings by name, chat, people and time, among those on the searcher's list that they may
 * see (REQUIREMENTS M-6). Any thread may call; calls block on the database.
 */
public final class MeetingSearch {
  /** Messages looked at: the newest that match. */
  static final int CHAT_HITS = 200;

  /** Messages shown of one meeting: the newest. */
  public static final int CHAT_SHOWN = 3;

  /** Meetings held against a date in one call; then the page ends early, and its cursor goes on. */
  static final int LOOKED_AT = 2_000;

  private static final Instant LONG_AGO = Instant.EPOCH;
  private static final Instant FAR = Instant.parse("2400-01-01T00:00:00Z");

  private final Database database;
  private final ChatIndex chat;

  public MeetingSearch(Database database, ChatIndex chat) {
    this.database = database;
    this.chat = chat;
  }

  /**
   * A meeting that was found.
   *
   * @param inName whether the name holds what was looked for
   * @param messages that hold it, the newest first
   */
  public record Found(HomeEntry entry, boolean inName, List<ChatExcerpt> messages) {}

  /** A page of what a user finds, what came onto their list last first. */
  public Page<Found> find(String userId, SearchQuery wanted, PageRequest page) {
    List<String> terms = wanted.text().map(SearchText::terms).orElse(List.of());
    if (wanted.text().isPresent() && terms.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    return database.read(handle -> find(handle, userId, wanted, terms, page));
  }

  private Page<Found> find(
      Handle handle, String userId, SearchQuery wanted, List<String> terms, PageRequest page) {
    Map<String, List<ChatHit>> hits = hits(handle, userId, terms);
    List<HomeEntry> rows = new ArrayList<>();
    Optional<Place> place = page.after();
    int lookedAt = 0;
    boolean more = true;
    while (more && rows.size() < page.rows() && lookedAt < LOOKED_AT) {
      HomeQuery query = new HomeQuery(userId);
      SearchConditions.add(query, handle, wanted, terms, hits.keySet());
      place.ifPresent(query::after);
      List<HomeEntry> batch = query.list(handle, page.rows());
      batch.stream().filter(entry -> isHeld(entry, wanted)).forEach(rows::add);
      lookedAt += batch.size();
      more = batch.size() == page.rows();
      place = batch.isEmpty() ? place : Optional.of(HomeQuery.place(batch.getLast()));
    }
    boolean endsEarly = more && rows.size() < page.rows();
    Map<ChatHit, ChatExcerpt> shown =
        ChatExcerpt.of(
            handle,
            rows.stream().flatMap(entry -> toShow(hits, entry.meeting().id()).stream()).toList());
    List<Found> found = rows.stream().map(entry -> found(entry, terms, hits, shown)).toList();
    return endsEarly
        ? new Page<>(found, place)
        : Page.of(found, page, one -> HomeQuery.place(one.entry()));
  }

  private Map<String, List<ChatHit>> hits(Handle handle, String userId, List<String> terms) {
    return terms.isEmpty()
        ? Map.of()
        : chat.find(handle, userId, terms, CHAT_HITS).stream()
            .collect(Collectors.groupingBy(ChatHit::meetingId));
  }

  /** The database knows when a schedule begins and ends, not what lies between. */
  private static boolean isHeld(HomeEntry entry, SearchQuery wanted) {
    Optional<Schedule> schedule = entry.meeting().schedule();
    boolean anyTime = wanted.from().isEmpty() && wanted.to().isEmpty();
    if (anyTime || schedule.flatMap(Schedule::recurrence).isEmpty()) {
      return true;
    }
    Instant from = wanted.from().orElse(LONG_AGO);
    Instant to = wanted.to().orElse(FAR);
    return !schedule.get().between(from, to, 1).isEmpty()
        || isWithin(entry.meeting().createdAt(), from, to);
  }

  private static boolean isWithin(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  /** The newest messages of a meeting that hold what is looked for. */
  private static List<ChatHit> toShow(Map<String, List<ChatHit>> hits, String meetingId) {
    List<ChatHit> all = hits.getOrDefault(meetingId, List.of());
    return all.subList(0, Math.min(CHAT_SHOWN, all.size()));
  }

  private static Found found(
      HomeEntry entry,
      List<String> terms,
      Map<String, List<ChatHit>> hits,
      Map<ChatHit, ChatExcerpt> shown) {
    String words = SearchText.write(entry.meeting().name());
    boolean inName = !terms.isEmpty() && terms.stream().allMatch(words::contains);
    List<ChatExcerpt> messages =
        toShow(hits, entry.meeting().id()).stream()
            .map(shown::get)
            .filter(Objects::nonNull)
            .toList();
    return new Found(entry, inName, messages);
  }
}
