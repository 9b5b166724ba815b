package io.plenum.storage.object;

/**
 * Some bytes of an object.
 *
 * @param start the first byte, counted from 0
 * @param length how many, 0 or more; bytes after the object's end do not count
 */
public record ByteRange(long start, long length) {
  /** The whole object, however long. */
  public static final ByteRange ALL = new ByteRange(0, Long.MAX_VALUE);

  /**
   * Some bytes.
   *
   * @throws IllegalArgumentException when one is negative
   */
  public ByteRange {
    if (start < 0 || length < 0) {
      throw new IllegalArgumentException("no range of bytes: " + start + ", " + length);
    }
  }

  /** The part of it that an object of this size has; empty if it starts behind the end. */
  public ByteRange within(long sizeBytes) {
    long first = Math.min(start, sizeBytes);
    return new ByteRange(first, Math.min(length, sizeBytes - first));
  }

  /** The byte after the last; only for a range that lies {@link #within} an object. */
  long end() {
    return Math.addExact(start, length);
  }
}
