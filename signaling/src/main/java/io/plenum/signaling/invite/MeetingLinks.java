package io.plenum.signaling.invite;

import io.plenum.signaling.meeting.AccessCode;
import io.plenum.signaling.meeting.Meeting;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How to get into a meeting: addresses, access code, telephone numbers. Immutable.
 *
 * @param space address of the meeting space
 * @param live address of the live session
 */
public record MeetingLinks(String space, String live, String accessCode, List<DialIn> dialIn) {

  /**
   * Makes the links of meetings.
   *
   * @param site where people find this server, without a trailing slash. Never what a request says:
   *     letters carry it to others
   */
  public record Of(Supplier<String> site, List<DialIn> dialIn) {
    /** The links of a meeting. */
    public MeetingLinks of(Meeting meeting) {
      String space = site.get() + "/m/" + meeting.accessCode();
      return new MeetingLinks(space, space + "/live", meeting.accessCode(), dialIn);
    }
  }

  /** For people, a line each. */
  public String text() {
    String code = AccessCode.grouped(accessCode);
    String phones =
        dialIn.stream()
            .map(line -> "\n  " + line.place() + ": " + line.number())
            .collect(Collectors.joining());
    return "Join: "
        + live
        + "\nMeeting page: "
        + space
        + "\nAccess code: "
        + code
        + (phones.isEmpty() ? "" : "\nBy telephone, with the access code and #:" + phones);
  }
}
