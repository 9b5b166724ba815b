package io.plenum.signaling.file;

import io.plenum.storage.object.ObjectName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of objects that hold files of meetings: {@code attachment/<account>/<meeting>/<file>},
 * ids only.
 */
record AttachmentNames(String accountId, String meetingId, String fileId) {
  static final String TOP = "attachment";
  private static final Pattern FORM =
      Pattern.compile(TOP + "/([0-9a-f]{32})/([0-9a-f]{32})/([0-9a-f]{32})");

  /** The ids in a name, if it is one of these. */
  static Optional<AttachmentNames> of(ObjectName name) {
    Matcher matcher = FORM.matcher(name.text());
    return matcher.matches()
        ? Optional.of(new AttachmentNames(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }
}
