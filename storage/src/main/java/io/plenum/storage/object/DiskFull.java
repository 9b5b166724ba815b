package io.plenum.storage.object;

import java.io.IOException;
import java.util.List;

/** Whether a failed write failed for want of room. Java has no exception of its own for it. */
final class DiskFull {
  /** What strerror says for ENOSPC and EDQUOT; the JVM passes it on. */
  private static final List<String> REASONS =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

  private DiskFull() {}

  static boolean says(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return REASONS.stream().anyMatch(message::contains);
  }
}
