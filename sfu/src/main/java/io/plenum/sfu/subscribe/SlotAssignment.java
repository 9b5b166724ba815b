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
  private final int pairs;
  private final Presentation[] seats;
  private final Map<Presentation, Candidate> candidates = new HashMap<>();
  private final boolean crowded;
  private final List<Candidate> order;

  private SlotAssignment(Layout layout, List<Candidate> present, List<Presentation> wishes) {
    this.pairs = layout.pairs();
    this.seats = new Presentation[layout.seats()];
    this.crowded = present.size() > pairs;
    for (Candidate candidate : present) {
      candidates.put(candidate.presentation(), candidate);
    }
    this.order = new ArrayList<>(present);
    for (int i = 0; i < seats.length; i++) {
      Presentation shown = i < layout.shown().size() ? layout.shown().get(i) : null;
      seats[i] = candidates.containsKey(shown) ? shown : null;
    }
    order.sort(
        Comparator.<Candidate>comparingInt(c -> c.heard() ? 0 : c.picture() ? 1 : 2)
            .thenComparingInt(c -> wishRank(wishes, c))
            .thenComparing(c -> c.presentation().group() != Presentation.Group.SCREEN)
            .thenComparing(c -> seatOf(c.presentation()) < 0));
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
      if (seats[i] != null
          && needsPair(candidates.get(seats[i]))
          && seatFor(seats[i], 0, pairs) >= 0) {
        seats[i] = null;
      }
    }
    for (Candidate candidate : order) {
      if (seatOf(candidate.presentation()) < 0) {
        int seat = choose(candidate);
        if (seat >= 0) {
          seats[seat] = candidate.presentation(); // who sat here comes later in the order
        }
      }
    }
    return Arrays.asList(seats);
  }

  /** The seat for somebody who has none, or -1. */
  private int choose(Candidate candidate) {
    int pair = seatFor(candidate.presentation(), 0, pairs);
    if (pair >= 0 && (needsPair(candidate) || seats[pair] == null)) {
      return pair;
    }
    return candidate.picture() ? seatFor(candidate.presentation(), 0, seats.length) : -1;
  }

  private boolean needsPair(Candidate candidate) {
    return candidate.heard() || !crowded;
  }

  /**
   * A free seat, else the one whose occupant comes last and after {@code presentation}, else -1.
   */
  private int seatFor(Presentation presentation, int from, int to) {
    int best = -1;
    for (int i = from; i < to; i++) {
      if (seats[i] == null) {
        return i;
      }
      if (rank(seats[i]) > rank(presentation) && weaker(i, best)) {
        best = i;
      }
    }
    return best;
  }

  private boolean weaker(int seat, int than) {
    return than < 0 || rank(seats[seat]) > rank(seats[than]);
  }

  private int rank(Presentation presentation) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).presentation().equals(presentation)) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }

  private int seatOf(Presentation presentation) {
    return Arrays.asList(seats).indexOf(presentation);
  }

  private static int wishRank(List<Presentation> wishes, Candidate candidate) {
    int index = candidate.picture() ? wishes.indexOf(candidate.presentation()) : -1;
    return index < 0 ? Integer.MAX_VALUE : index;
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
