package io.plenum.rtc.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads descriptions (RFC 8866) as far as WebRTC needs them. Total: any text gives a description or
 * a reason, and the work is linear in the text. Lines and attributes that mean nothing to us are
 * skipped.
 *
 * <pre>
 *  v=0                                  first line
 *  o=name id version net type address   which session this is
 *  s= t= c= b= ...                      skipped
 *  a=name[:value]                       session level, see {@link AttributeReader}
 *  m=media port[/n] protocol format...  begins a section; its a= lines follow
 * </pre>
 */
public final class SdpParser {
  /** RFC 8866, section 5.2. */
  private static final int ORIGIN_FIELDS = 6;

  private static final int ORIGIN_VERSION = 2;

  private final AttributeReader session = new AttributeReader();
  private final List<SectionReader> sections = new ArrayList<>();
  private String origin = "";

  private SdpParser() {}

  /** Reads {@code text}; lines end with LF or CR LF. */
  public static SdpParse parse(String text) {
    if (text.length() > SdpLimits.MAX_CHARACTERS) {
      return new SdpParse.Rejected(0, "more than " + SdpLimits.MAX_CHARACTERS + " characters");
    }
    return new SdpParser().read(text.stripTrailing());
  }

  private SdpParse read(String text) {
    int number = 0;
    for (int from = 0; from <= text.length(); ) {
      int to = text.indexOf('\n', from);
      int end = to < 0 ? text.length() : to;
      number++;
      String reason = line(number, withoutReturn(text.substring(from, end)));
      if (reason != null) {
        return new SdpParse.Rejected(number, reason);
      }
      from = end + 1;
    }
    return finish();
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** Takes one line; the reason why it is refused, or null. */
  private String line(int number, String line) {
    if (number == 1) {
      return line.equals("v=0") ? null : "does not begin with v=0";
    }
    if (number > SdpLimits.MAX_LINES) {
      return "more than " + SdpLimits.MAX_LINES + " lines";
    }
    if (line.length() > SdpLimits.MAX_LINE_CHARACTERS) {
      return "line of more than " + SdpLimits.MAX_LINE_CHARACTERS + " characters";
    }
    if (line.length() < 2 || line.charAt(1) != '=' || !SdpText.printable(line)) {
      return "not of the form letter=value";
    }
    String value = line.substring(2);
    return switch (line.charAt(0)) {
      case 'm' -> section(number, value);
      case 'a' -> attribute(value);
      case 'o' -> origin(value);
      default -> null;
    };
  }

  /** What stays when the session is described again: all but the version. */
  private String origin(String value) {
    List<String> fields = new ArrayList<>(List.of(value.split(" ", -1)));
    if (fields.size() == ORIGIN_FIELDS) {
      fields.remove(ORIGIN_VERSION);
      origin = String.join(" ", fields);
    }
    return null;
  }

  private String section(int number, String value) {
    if (sections.size() == SdpLimits.MAX_SECTIONS) {
      return "more than " + SdpLimits.MAX_SECTIONS + " media sections";
    }
    SectionReader section = new SectionReader(number);
    sections.add(section);
    return section.mediaLine(value);
  }

  private String attribute(String attribute) {
    String name = SdpText.before(attribute, ':');
    String value = SdpText.after(attribute, ':');
    if (sections.isEmpty()) {
      return session.read(name, value);
    }
    SectionReader section = sections.getLast();
    if (name.equals("mid") && sections.stream().anyMatch(other -> value.equals(other.mid()))) {
      return "mid used before";
    }
    return section.attribute(name, value);
  }

  private SdpParse finish() {
    List<MediaSection> media = new ArrayList<>(sections.size());
    for (SectionReader section : sections) {
      String reason = section.problem();
      if (reason != null) {
        return new SdpParse.Rejected(section.line(), reason);
      }
      media.add(section.build(session));
    }
    return new SdpParse.Parsed(
        new SessionDescription(
            origin,
            List.copyOf(session.bundles),
            session.iceLite,
            session.extmapAllowMixed,
            List.copyOf(media)));
  }
}
