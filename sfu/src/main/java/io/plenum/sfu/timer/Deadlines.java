package io.plenum.sfu.timer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Who is due next, among many of whom most wait: a binary heap, so that nobody is looked at before
 * their time.
 *
 * <p>A deadline is asked for, not told: when it was reached, and when it was {@linkplain
 * Deadline#stir stirred}. It may become later without a word; whoever makes it earlier must stir
 * it. As many as there are owners; nothing is allocated once the arrays have grown.
 *
 * <p>Pure: time comes in. Confined to one loop.
 *
 * @param <T> whose deadlines they are
 */
public final class Deadlines<T> {
  private static final int FIRST_CAPACITY = 16;

  private final ToLongFunction<T> question;
  private final List<Deadline<T>> stirred = new ArrayList<>();
  private final List<Deadline<T>> due = new ArrayList<>();
  private Deadline<T>[] heap = array(FIRST_CAPACITY);
  private int size;
  private long looks;

  /**
   * Nobody's deadlines yet.
   *
   * @param question when its owner is due, {@link Long#MAX_VALUE} for never
   */
  public Deadlines(ToLongFunction<T> question) {
    this.question = question;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
  private static <T> Deadline<T>[] array(int length) {
    return new Deadline[length];
  }

  /** A deadline for {@code owner}, which is first asked for once it is stirred. */
  public Deadline<T> of(T owner) {
    return new Deadline<>(this, owner);
  }

  /** When the next one is due; {@link Long#MAX_VALUE} for never. */
  public long nextNs() {
    for (int i = 0; i < stirred.size(); i++) {
      Deadline<T> deadline = stirred.get(i);
      deadline.stirred = false;
      if (!deadline.ended()) {
        put(deadline, ask(deadline));
      }
    }
    stirred.clear();
    return size == 0 ? Long.MAX_VALUE : heap[0].dueNs;
  }

  /**
   * Lets everybody act who is due, each once. If {@code action} throws, those who come after are
   * due still.
   */
  public void run(long nowNs, Consumer<T> action) {
    due.clear();
    while (nextNs() <= nowNs) {
      Deadline<T> first = heap[0];
      long laterNs = ask(first);
      if (laterNs > nowNs) {
        put(first, laterNs);
      } else {
        remove(first);
        due.add(first);
      }
    }
    due.forEach(Deadline::stir);
    for (int i = 0; i < due.size(); i++) {
      if (!due.get(i).ended()) {
        action.accept(due.get(i).owner);
      }
    }
    due.clear();
  }

  /** Owners that can become due without being stirred. */
  public int waiting() {
    return size;
  }

  /** How often an owner was asked so far: what all of them cost. */
  public long looks() {
    return looks;
  }

  void stirred(Deadline<T> deadline) {
    stirred.add(deadline);
  }

  void forget(Deadline<T> deadline) {
    if (deadline.place != Deadline.NOWHERE) {
      remove(deadline);
    }
  }

  private long ask(Deadline<T> deadline) {
    looks++;
    return question.applyAsLong(deadline.owner);
  }

  private void put(Deadline<T> deadline, long dueNs) {
    if (dueNs == Long.MAX_VALUE) {
      forget(deadline);
      return;
    }
    deadline.dueNs = dueNs;
    if (deadline.place == Deadline.NOWHERE) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 2 * size);
      }
      set(deadline, size++);
    }
    settle(deadline);
  }

  private void remove(Deadline<T> deadline) {
    Deadline<T> last = heap[--size];
    heap[size] = null;
    if (last != deadline) {
      set(last, deadline.place);
      settle(last);
    }
    deadline.place = Deadline.NOWHERE;
  }

  /** Moves {@code deadline} to where it belongs, up or down. */
  private void settle(Deadline<T> deadline) {
    int place = deadline.place;
    while (place > 0 && heap[(place - 1) / 2].dueNs > deadline.dueNs) {
      set(heap[(place - 1) / 2], place);
      place = (place - 1) / 2;
    }
    for (int child = earlierChild(place);
        child < size && heap[child].dueNs < deadline.dueNs;
        child = earlierChild(place)) {
      set(heap[child], place);
      place = child;
    }
    set(deadline, place);
  }

  private int earlierChild(int place) {
    int left = 2 * place + 1;
    return left + 1 < size && heap[left + 1].dueNs < heap[left].dueNs ? left + 1 : left;
  }

  private void set(Deadline<T> deadline, int place) {
    heap[place] = deadline;
    deadline.place = place;
  }
}
