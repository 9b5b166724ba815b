package io.plenum.signaling.api;

import io.plenum.storage.crypto.Sha256;
import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entity tags (RFC 9110 section 8.8.3) of things that count their changes: `"7-1f0c…"`. The number
 * is the version: a change is held against it alone. The rest is a hash of the body: it tells apart
 * what else the body shows (whether a session runs), so that a reader's copy is never taken for
 * fresh when it is not.
 */
final class Version {
  /** 64 bits of SHA-256: enough to tell the few bodies of one version apart. */
  private static final int HASH_BYTES = 8;

  /** A longer If-Match names nothing of ours. */
  private static final int MAX_LENGTH = 1_000;

  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})-[0-9a-f]{16}\"");

  private Version() {}

  static String tag(long version, Buffer body) {
    byte[] hash = Sha256.of(body.getBytes());
    return "\"" + version + "-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES) + "\"";
  }

  /** Whether a client that sends this If-None-Match has this body already: weak comparison. */
  static boolean isKnown(String tag, String ifNoneMatch) {
    return ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(tag));
  }

  /**
   * What an If-Match allows to change. Weak tags never match (RFC 9110 section 13.1.1).
   *
   * @return throws a {@link Refusal} (412) when called with another version
   */
  static LongConsumer expectedBy(String ifMatch) {
    return current -> {
      if (!names(ifMatch, current)) {
        throw new Refusal(
            ErrorCode.CHANGED_MEANWHILE, "Somebody changed this since you read it. Read it again.");
      }
    };
  }

  private static boolean names(String ifMatch, long current) {
    if (ifMatch.strip().equals("*")) {
      return true;
    }
    if (ifMatch.length() > MAX_LENGTH) {
      return false;
    }
    Matcher tags = TAG.matcher(ifMatch);
    while (tags.find()) {
      boolean weak = tags.start() >= 2 && ifMatch.startsWith("W/", tags.start() - 2);
      if (!weak && Long.parseLong(tags.group(1)) == current) {
        return true;
      }
    }
    return false;
  }
}
