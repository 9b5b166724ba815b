package io.plenum.signaling.stream;

import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.Person;
import io.plenum.signaling.stream.StreamRefused.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What a viewer chose to watch, by the query of its request (docs/whip.md); WHEP itself knows of
 * one stream only.
 *
 * @param people by name, whatever the case, or by seat; none: the programme chooses
 * @param source of theirs; empty: camera and shared screen
 * @param height lines of the pictures asked for
 */
public record StreamChoice(List<String> people, Optional<MediaSource> source, int height) {
  /** Whatever the programme shows. */
  public static final StreamChoice NONE =
      new StreamChoice(List.of(), Optional.empty(), Programme.HEIGHT);

  /** As many as a viewer has sections for. */
  static final int MAX_PEOPLE = StreamOffer.VIEWED;

  private static final int MAX_NAME = 100;
  private static final int LEAST_HEIGHT = 90;
  private static final int MOST_HEIGHT = 2_160;

  /** Copies the list. */
  public StreamChoice {
    people = List.copyOf(people);
  }

  /**
   * Reads the parameters {@code participant}, {@code source} and {@code height}.
   *
   * @param people each value of the first
   * @param source of the second, or null
   * @param height of the third, or null
   * @throws StreamRefused when they are not as they should be
   */
  public static StreamChoice read(List<String> people, String source, String height) {
    boolean bad =
        people.size() > MAX_PEOPLE
            || people.stream().anyMatch(one -> one.isBlank() || one.length() > MAX_NAME);
    if (bad) {
      throw malformed("participant is a name or a seat; at most " + MAX_PEOPLE + " of them.");
    }
    if (source != null && people.isEmpty()) {
      throw malformed("source needs a participant.");
    }
    return new StreamChoice(
        people.stream().map(String::strip).toList(), source(source), height(height));
  }

  private static Optional<MediaSource> source(String textOrNull) {
    return switch (textOrNull) {
      case null -> Optional.empty();
      case "camera" -> Optional.of(MediaSource.CAMERA);
      case "screen" -> Optional.of(MediaSource.SCREEN);
      default -> throw malformed("source is camera or screen.");
    };
  }

  private static int height(String textOrNull) {
    if (textOrNull == null) {
      return Programme.HEIGHT;
    }
    int height = textOrNull.matches("\\d{1,4}") ? Integer.parseInt(textOrNull) : 0;
    if (height < LEAST_HEIGHT || height > MOST_HEIGHT) {
      throw malformed("height is a number of lines from " + LEAST_HEIGHT + " to " + MOST_HEIGHT);
    }
    return height;
  }

  private static StreamRefused malformed(String why) {
    return new StreamRefused(Reason.MALFORMED, "The query: " + why);
  }

  /** Whether it names anybody. */
  boolean chooses() {
    return !people.isEmpty();
  }

  /** Whether it names this one. */
  boolean names(Person person) {
    return people.stream()
        .anyMatch(one -> one.equals(person.seat()) || one.equalsIgnoreCase(person.name().strip()));
  }

  /** Whether this source of those whom it names is watched. */
  boolean takes(MediaSource one) {
    return source.isEmpty() || source.get() == one;
  }
}
