package io.plenum.signaling.api;

import io.plenum.storage.object.ByteRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header Range asks for (RFC 9110 section 14). Total: a header that is not understood, of
 * another unit, or with several ranges is as if it were not there, as section 14.2 allows.
 */
sealed interface RangeHeader {
  /** Everything. */
  record Whole() implements RangeHeader {}

  /** Some of it: status 206. */
  record Part(ByteRange range) implements RangeHeader {
    /** As Content-Range says it. */
    String contentRange(long sizeBytes) {
      long last = range.start() + range.length() - 1;
      return "bytes " + range.start() + "-" + last + "/" + sizeBytes;
    }
  }

  /** Nothing that is there: status 416. */
  record Unsatisfiable() implements RangeHeader {}

  /** A first and a last byte, or one of them; 18 digits are below 2^63. */
  Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})", Pattern.CASE_INSENSITIVE);

  /**
   * Reads the header.
   *
   * @param sizeBytes of what is asked for
   */
  static RangeHeader of(Optional<String> header, long sizeBytes) {
    Matcher matcher = FORM.matcher(header.orElse("").strip());
    if (!matcher.matches() || (matcher.group(1) + matcher.group(2)).isEmpty()) {
      return new Whole();
    }
    if (matcher.group(1).isEmpty()) {
      return last(Long.parseLong(matcher.group(2)), sizeBytes);
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE - 1 : Long.parseLong(matcher.group(2));
    if (last < first) {
      return new Whole();
    }
    return part(first, Math.min(last, sizeBytes - 1), sizeBytes);
  }

  private static RangeHeader last(long count, long sizeBytes) {
    return count == 0
        ? new Unsatisfiable()
        : part(Math.max(0, sizeBytes - count), sizeBytes - 1, sizeBytes);
  }

  private static RangeHeader part(long first, long last, long sizeBytes) {
    return first >= sizeBytes
        ? new Unsatisfiable()
        : new Part(new ByteRange(first, last - first + 1));
  }
}
