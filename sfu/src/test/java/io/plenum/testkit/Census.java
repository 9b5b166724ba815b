package io.plenum.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts everything of ours that an object holds on to: objects by class, and what is in each
 * collection and array by the field that holds it. What grows for ever shows in it, whether
 * somebody thought of it or not.
 */
public final class Census {
  private static final String OURS = "io.plenum.";
  private static final String TESTS = "io.plenum.testkit.";

  /** What the JVM adds to an array, and to an object, about. */
  private static final long HEADER_BYTES = 16;

  private final Map<String, Long> counts = new TreeMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Object> toVisit = new ArrayDeque<>();
  private long arrayBytes;

  private Census() {}

  /** What {@code root} holds on to. */
  public static Map<String, Long> of(Object root) {
    return taken(root).counts;
  }

  /**
   * Bytes of the arrays of numbers that {@code root} holds on to: where memory goes, if anywhere.
   */
  public static long arrayBytes(Object root) {
    return taken(root).arrayBytes;
  }

  private static Census taken(Object root) {
    Census census = new Census();
    census.meet(root, "root");
    while (!census.toVisit.isEmpty()) {
      census.visit(census.toVisit.pop());
    }
    return census;
  }

  private void meet(Object value, String holder) {
    switch (value) {
      case null -> {}
      case Collection<?> all -> {
        counts.merge(holder, (long) all.size(), Long::sum);
        all.forEach(each -> meet(each, holder + " in it"));
      }
      case Map<?, ?> map -> {
        counts.merge(holder, (long) map.size(), Long::sum);
        map.keySet().forEach(each -> meet(each, holder + " in it"));
        map.values().forEach(each -> meet(each, holder + " in it"));
      }
      case Object[] array -> {
        for (Object each : array) {
          meet(each, holder + " in it");
        }
      }
      default -> {
        if (value.getClass().isArray()) {
          count(value);
        } else if (ours(value) && seen.add(value)) {
          toVisit.push(value);
        }
      }
    }
  }

  private void count(Object numbers) {
    if (seen.add(numbers)) {
      long each =
          switch (numbers) {
            case long[] _, double[] _ -> Long.BYTES;
            case int[] _, float[] _ -> Integer.BYTES;
            case short[] _, char[] _ -> Short.BYTES;
            default -> 1;
          };
      arrayBytes += HEADER_BYTES + each * Array.getLength(numbers);
    }
  }

  private static boolean ours(Object value) {
    String name = value.getClass().getName();
    return name.startsWith(OURS) && !name.startsWith(TESTS) && !(value instanceof Enum);
  }

  private void visit(Object object) {
    String name = object.getClass().isHidden() ? "a lambda" : object.getClass().getName();
    counts.merge(name, 1L, Long::sum);
    for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          meet(read(field, object), name + "." + field.getName());
        }
      }
    }
  }

  private static Object read(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException closed) {
      throw new AssertionError(closed);
    }
  }
}
