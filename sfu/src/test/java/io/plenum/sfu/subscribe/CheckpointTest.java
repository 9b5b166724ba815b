package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.count.Tally;
import io.plenum.rtc.wire.Span;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.pacing.Downlink;
import io.plenum.sfu.pacing.HeldPackets;
import io.plenum.sfu.replay.Nowhere;
import io.plenum.sfu.state.StateReader;
import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceParse;
import io.plenum.sfu.trace.TraceRecord;
import io.plenum.sfu.trace.Trail;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.RoomScenario;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A checkpoint has every field that decisions depend on. Whoever adds one to the estimator, the
 * pacer or the sharing of the link, and does not put it down in {@code state}, is told here.
 */
class CheckpointTest {
  private static final long MS = 1_000_000L;
  private static final TraceRecord.Began TERMS =
      new TraceRecord.Began(Feedback.TRANSPORT_WIDE, true, true);

  /** Of the fields that a checkpoint of version {@link TraceFile#CHECKPOINTS} holds. */
  private static final int LAYOUT = -642_789_667;

  /** What is around, counts for operators, or holds packets, which a replay does without. */
  private static final Set<Class<?>> AROUND =
      Set.of(
          Trail.class,
          Runnable.class,
          Downlink.Exit.class,
          Tally.class,
          HeldPackets.class,
          Span.class);

  /** Good during one call only; and rings whose content is the same at another place. */
  private static final Set<String> PASSING =
      Set.of("arrivalsNs", "overtaken", "head", "sizes", "heldNs");

  @Test
  void hasEveryField_thatIsNotAsAtTheBeginning() throws ReflectiveOperationException {
    RoomScenario scenario = new RoomScenario(1, 4);
    LinkConditions link =
        new LinkConditions(25 * MS, 0, 0.05, 1, 0, 0, 0, 600_000, 600_000 / 8 * 3 / 10);
    RoomScenario.Receiver receiver = scenario.receiver("receiver", link);
    scenario.run(20);
    long nowNs = scenario.room().clock().nowNs();
    receiver.subscriber().checkpoint(nowNs);
    byte[] trace = scenario.room().room().trace().take(nowNs, 0);
    TraceRecord last = ((TraceParse.Parsed) TraceFile.parse(trace)).file().records().getLast();

    Object before = field(field(receiver.subscriber(), "share"), "link");
    try (Downlink downlink =
        new Downlink(TERMS.feedback(), new Nowhere(TERMS), () -> {}, Trail.none(), 0)) {
      LinkShare after = new LinkShare(downlink, Trail.none());
      ByteBuffer state = ((TraceRecord.Checkpoint) last.what()).state();
      assertThat(state.remaining()).as("bytes").isBetween(15_000, 40_000);
      after.restore(new StateReader(state));
      assertThat(fields(after)).as("%s", scenario).containsExactlyEntriesOf(fields(before));
    }
  }

  /** What {@link TraceFile#CHECKPOINTS} counts: fields that come and go. */
  @Test
  void isOfAnotherVersion_whenItHoldsOtherFields() {
    Set<String> layout = new TreeSet<>();
    layout(LinkShare.class, layout);
    assertThat(String.join("\n", layout).hashCode())
        .as(
            "the fields of a checkpoint have changed: count TraceFile.CHECKPOINTS up, and write the"
                + " new number here. They are now%n%s",
            String.join("\n", layout))
        .isEqualTo(LAYOUT);
    assertThat(TraceFile.CHECKPOINTS).isEqualTo(4);
  }

  private static void layout(Class<?> type, Set<String> into) {
    for (Field field : type.getDeclaredFields()) {
      boolean around = AROUND.contains(field.getType()) || PASSING.contains(field.getName());
      if (around || Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      String name = type.getSimpleName() + "." + field.getName();
      if (into.add(name + ": " + field.getGenericType().getTypeName())) {
        Class<?> held =
            field.getType().isArray() ? field.getType().componentType() : field.getType();
        if (held.getName().startsWith("io.plenum") && !held.isEnum()) {
          layout(held, into);
        }
      }
    }
  }

  private static Object field(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }

  private static Map<String, Object> fields(Object root) throws ReflectiveOperationException {
    Map<String, Object> all = new TreeMap<>();
    collect("", root, all);
    return all;
  }

  private static void collect(String path, Object value, Map<String, Object> into)
      throws ReflectiveOperationException {
    if (value == null || value instanceof Record || value instanceof Enum) {
      into.put(path, String.valueOf(value));
    } else if (value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        into.put(path + "[" + i + "]", Array.get(value, i));
      }
    } else if (!value.getClass().getName().startsWith("io.plenum")) {
      into.put(path, value);
    } else {
      for (Field field : value.getClass().getDeclaredFields()) {
        boolean around = AROUND.contains(field.getType()) || PASSING.contains(field.getName());
        if (!around && !Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          collect(path + "." + field.getName(), field.get(value), into);
        }
      }
    }
  }
}
