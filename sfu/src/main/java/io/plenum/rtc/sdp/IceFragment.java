package io.plenum.rtc.sdp;

import io.plenum.rtc.ice.IceCredentials;
import java.util.regex.Pattern;

/**
 * A fragment of a description that tells of ICE only ({@code application/trickle-ice-sdpfrag}, RFC
 * 8840, section 9): what a client found out after its offer, or the credentials of another ICE
 * session.
 *
 * <pre>
 *  a=ice-ufrag:…  a=ice-pwd:…      at the top or in a section
 *  m=…  a=mid:…                    the section that the candidates are of
 *  a=candidate:…                   counted only: an ICE lite agent sends no checks
 *  a=end-of-candidates
 * </pre>
 *
 * @param ice the credentials; null if it names none
 * @param candidates how many it names
 */
public record IceFragment(IceCredentials ice, int candidates) {
  /** What the widest client gathers, on each of 64 sections. */
  static final int MAX_LINES = 1_000;

  private static final Pattern OF_ICE =
      Pattern.compile(
          "^(m=|a=(ice-lite|ice-options:|group:BUNDLE |mid:|ice-ufrag:|ice-pwd:|candidate:"
              + "|end-of-candidates))");

  /** What became of a text. */
  public sealed interface Parse {

    /** The text is a fragment within the limits. */
    record Parsed(IceFragment fragment) implements Parse {}

    /**
     * The text is none.
     *
     * @param line the offending line, from 1; 0 if the text as a whole is refused
     * @param reason English, for a developer; never repeats the input
     */
    record Rejected(int line, String reason) implements Parse {}
  }

  /** Reads {@code text}, whose lines end with LF or CR LF. Total; lines of others are skipped. */
  public static Parse parse(String text) {
    if (text.length() > SdpLimits.MAX_CHARACTERS) {
      return new Parse.Rejected(0, "more than " + SdpLimits.MAX_CHARACTERS + " characters");
    }
    AttributeReader read = new AttributeReader();
    int candidates = 0;
    int number = 0;
    for (String line : text.stripTrailing().split("\r?\n", MAX_LINES + 1)) {
      number++;
      String reason = number > MAX_LINES ? "more than " + MAX_LINES + " lines" : line(line, read);
      if (reason != null) {
        return new Parse.Rejected(number, reason);
      }
      candidates += line.startsWith("a=candidate:") ? 1 : 0;
    }
    return candidates == 0 && read.ice() == null
        ? new Parse.Rejected(0, "neither candidates nor ice-ufrag and ice-pwd")
        : new Parse.Parsed(new IceFragment(read.ice(), candidates));
  }

  /**
   * What a description that we wrote tells of ICE: in a bundle all is told by its first section
   * (RFC 8840, section 9).
   */
  public static String of(String description) {
    StringBuilder fragment = new StringBuilder(description.length());
    int sections = 0;
    for (String line : description.split("\r\n", -1)) {
      sections += line.startsWith("m=") ? 1 : 0;
      if (sections < 2 && OF_ICE.matcher(line).find()) {
        fragment.append(line).append("\r\n");
      }
    }
    return fragment.toString();
  }

  /** Takes one line; the reason why it is refused, or null. */
  private static String line(String line, AttributeReader read) {
    if (line.length() > SdpLimits.MAX_LINE_CHARACTERS) {
      return "line of more than " + SdpLimits.MAX_LINE_CHARACTERS + " characters";
    }
    if (line.length() < 2 || line.charAt(1) != '=' || !SdpText.printable(line)) {
      return "not of the form letter=value";
    }
    String attribute = line.charAt(0) == 'a' ? line.substring(2) : "";
    String name = SdpText.before(attribute, ':');
    boolean ofIce = name.equals("ice-ufrag") || name.equals("ice-pwd");
    return ofIce ? read.read(name, SdpText.after(attribute, ':')) : null;
  }
}
