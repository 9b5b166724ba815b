package io.plenum.storage.object;

import java.util.regex.Pattern;

/**
 * The name of an object: segments of lower-case letters, digits and dashes, joined by slashes, as
 * {@code attachment/3f…/9a…}. Callers make names of random ids, never of what people wrote, so a
 * name tells nothing and fits every file system and store. No name may be another's beginning up to
 * a slash: to files that one would be a folder. Immutable.
 */
public record ObjectName(String text) implements Comparable<ObjectName> {
  /** S3's limit is 1,024 bytes; a path in a data folder should stay far below 4,096. */
  static final int MAX_LENGTH = 512;

  /** The longest file name of common file systems is 255 bytes. */
  private static final Pattern FORM =
      Pattern.compile("[a-z0-9][a-z0-9-]{0,127}(/[a-z0-9][a-z0-9-]{0,127})*");

  /**
   * A name.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public ObjectName {
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("no name of an object: " + text);
    }
  }

  /** The name of these segments. */
  public static ObjectName of(String... segments) {
    return new ObjectName(String.join("/", segments));
  }

  /** The order of {@link ObjectStore#list}. */
  @Override
  public int compareTo(ObjectName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
