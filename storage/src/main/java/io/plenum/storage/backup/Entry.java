package io.plenum.storage.backup;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of a backup, as its manifest names it: a line of hash, size and path.
 *
 * @param path below the data folder, with slashes
 * @param sha256 of the content, hex
 */
record Entry(String path, long sizeBytes, String sha256) {
  /** As long as paths of Linux are. */
  static final int MAX_PATH_LENGTH = 4_096;

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) ([^\\n]+)");

  static Entry of(String path, long sizeBytes, byte[] sha256) {
    return new Entry(path, sizeBytes, HexFormat.of().formatHex(sha256));
  }

  String line() {
    return sha256 + " " + sizeBytes + " " + path;
  }

  static Optional<Entry> parse(String line) {
    Matcher found = LINE.matcher(line);
    return found.matches()
        ? Optional.of(new Entry(found.group(3), Long.parseLong(found.group(2)), found.group(1)))
        : Optional.empty();
  }

  /** Whether a path stays below the folder that it is resolved against. */
  static boolean staysInside(String path) {
    if (path.isEmpty()
        || path.length() > MAX_PATH_LENGTH
        || path.matches("(?s).*[\\\\:\\x00\\n].*")) {
      return false;
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
