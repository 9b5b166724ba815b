package io.plenum.sfu.subscribe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides what one receiver's slots show. A pure function of what there is, what the receiver
 * wishes and what it sees now.
 *
 * <p>Slots form seats: seat <i>k</i> is audio slot <i>k</i> with video slot <i>k</i> (a pair) for
 * {@code k < pairs}, and a video slot alone after that. The rules, strongest first:
 *
 * <ol>
 *   <li>who is heard sits in a pair;
 *   <li>when there are at most as many presentations as pairs, everybody sits in a pair;
 *   <li>pictures the receiver wishes for, in its order, then screens, then what is shown already,
 *       then the others in order of arrival, as far as seats go;
 *   <li>muted people without a picture keep or take pairs that nobody else needs, so that their
 *       first word is not lost;
 *   <li>nobody moves without need.
 * </ol>
 */
public final class SlotAssignment {
  /** In place of a rank: nobody sits there. Comes after everybody. */
  private static final int EMPTY = Integer.MAX_VALUE;

  /** In place of a wish's place: not wished for. */
  private static final int UNWISHED = Integer.MAX_VALUE;

  private static final Comparator<Claim> STRONGEST_FIRST =
      Comparator.comparingInt(Claim::kind)
          .thenComparingInt(Claim::wish)
          .thenComparing(claim -> claim.presentation().group() != Presentation.Group.SCREEN)
          .thenComparing(claim -> !claim.seated());

  private final int pairs;
  private final boolean crowded;

  /** What could be shown, strongest first; its place here is its rank. */
  private final List<Claim> order;

  /** The rank of who sits in each seat, or {@link #EMPTY}. */
  private final int[] seats;

  private SlotAssignment(Layout layout, List<Candidate> present, List<Presentation> wishes) {
    this.pairs = layout.pairs();
    this.crowded = present.size() > pairs;
    Map<Presentation, Integer> seated = places(layout.shown(), layout.seats());
    Map<Presentation, Integer> wished = places(wishes, wishes.size());
    this.order = new ArrayList<>(present.size());
    for (Candidate candidate : present) {
      order.add(Claim.of(candidate, wished, seated));
    }
    order.sort(STRONGEST_FIRST);
    this.seats = new int[layout.seats()];
    Arrays.fill(seats, EMPTY);
    for (int rank = 0; rank < order.size(); rank++) {
      Integer seat = seated.get(order.get(rank).presentation());
      if (seat != null) {
        seats[seat] = rank;
      }
    }
  }

  private static Map<Presentation, Integer> places(List<Presentation> list, int limit) {
    Map<Presentation, Integer> places = new HashMap<>();
    for (int i = 0; i < Math.min(limit, list.size()); i++) {
      if (list.get(i) != null) {
        places.putIfAbsent(list.get(i), i);
      }
    }
    return places;
  }

  /**
   * Who sits where next.
   *
   * @param present everything that is not the receiver's own, in order of arrival
   * @param wishes pictures wished for, most important first
   * @return one entry for each seat, null for an empty one
   */
  public static List<Presentation> assign(
      Layout layout, List<Candidate> present, List<Presentation> wishes) {
    return new SlotAssignment(layout, present, wishes).assign();
  }

  private List<Presentation> assign() {
    for (int i = pairs; i < seats.length; i++) {
      if (seats[i] != EMPTY && needsPair(seats[i]) && seatFor(seats[i], 0, pairs) >= 0) {
        seats[i] = EMPTY;
      }
    }
    for (int rank = 0; rank < order.size(); rank++) {
      int seat = sits(rank) ? -1 : choose(rank);
      if (seat >= 0) {
        seats[seat] = rank; // who sat here comes later in the order
      }
    }
    Presentation[] assigned = new Presentation[seats.length];
    for (int i = 0; i < seats.length; i++) {
      assigned[i] = seats[i] == EMPTY ? null : order.get(seats[i]).presentation();
    }
    return Arrays.asList(assigned);
  }

  private boolean sits(int rank) {
    for (int occupant : seats) {
      if (occupant == rank) {
        return true;
      }
    }
    return false;
  }

  /** The seat for somebody who has none, or -1. */
  private int choose(int rank) {
    int pair = seatFor(rank, 0, pairs);
    if (pair >= 0 && (needsPair(rank) || seats[pair] == EMPTY)) {
      return pair;
    }
    return order.get(rank).picture() ? seatFor(rank, 0, seats.length) : -1;
  }

  private boolean needsPair(int rank) {
    return order.get(rank).heard() || !crowded;
  }

  /** A free seat, else the one whose occupant comes last and after {@code rank}, else -1. */
  private int seatFor(int rank, int from, int to) {
    int best = -1;
    for (int i = from; i < to; i++) {
      if (seats[i] == EMPTY) {
        return i;
      }
      if (seats[i] > rank && (best < 0 || seats[i] > seats[best])) {
        best = i;
      }
    }
    return best;
  }

  /** How much a seat is due to somebody. */
  private record Claim(
      Presentation presentation,
      boolean heard,
      boolean picture,
      int kind,
      int wish,
      boolean seated) {

    static Claim of(
        Candidate candidate, Map<Presentation, Integer> wished, Map<Presentation, Integer> seated) {
      Presentation presentation = candidate.presentation();
      return new Claim(
          presentation,
          candidate.heard(),
          candidate.picture(),
          candidate.heard() ? 0 : candidate.picture() ? 1 : 2,
          candidate.picture() ? wished.getOrDefault(presentation, UNWISHED) : UNWISHED,
          seated.containsKey(presentation));
    }
  }

  /**
   * A receiver's seats.
   *
   * @param pairs seats with sound and picture
   * @param seats all seats
   * @param shown what each shows now, null for nothing; may be shorter than {@code seats}
   */
  public record Layout(int pairs, int seats, List<Presentation> shown) {}

  /**
   * What could be shown.
   *
   * @param heard takes part in the conversation now
   * @param picture its camera or screen is on
   */
  public record Candidate(Presentation presentation, boolean heard, boolean picture) {}
}
