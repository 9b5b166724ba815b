package io.plenum.signaling.invite;

import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.post.MailAddress;
import io.plenum.signaling.post.MailLetter;
import io.plenum.signaling.post.Outbox;
import io.plenum.signaling.post.OutboxFull;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the letters about meetings into the outbox, in the caller's transaction. Any thread may
 * call.
 */
final class InvitationPost {
  private static final Logger log = LoggerFactory.getLogger(InvitationPost.class);

  private final Outbox outbox;
  private final InvitationLetters letters;

  InvitationPost(Outbox outbox, InvitationLetters letters) {
    this.outbox = outbox;
    this.letters = letters;
  }

  /** Whether letters are sent at all; without a mail server everything else goes on. */
  boolean sends() {
    return outbox.takesMail();
  }

  /**
   * A letter to somebody who is invited.
   *
   * @throws InviteRefused when there is no writing to the address
   * @throws OutboxFull when too many mails wait: who invites shall know
   */
  void invited(Handle handle, Meeting meeting, Invite invite, String by) {
    if (!MailAddress.isValid(invite.email())) {
      throw new InviteRefused(
          InviteRefused.Reason.BAD_ADDRESS, "There is no writing to the address of an invitee.");
    }
    if (sends()) {
      outbox.put(handle, letters.invited(meeting, invite, by));
    }
  }

  /** Letters to all who are invited, if there is something to tell them. */
  void changed(Handle handle, Meeting before, Meeting after, List<Invite> invited) {
    if (!sends() || after.sequence() == before.sequence()) {
      return;
    }
    boolean loses = before.schedule().isPresent() && after.schedule().isEmpty();
    for (Invite invite : invited) {
      tryPut(
          handle,
          loses ? letters.unscheduled(before, after, invite) : letters.changed(after, invite));
    }
  }

  /** Letters to people who need not come any more. */
  void cancelled(Handle handle, Meeting meeting, List<Invite> invited, String why) {
    if (sends()) {
      invited.forEach(invite -> tryPut(handle, letters.cancelled(meeting, invite, why)));
    }
  }

  /** What an organizer decided is not undone because mails pile up. */
  private void tryPut(Handle handle, MailLetter letter) {
    try {
      outbox.put(handle, letter);
    } catch (OutboxFull full) {
      log.warn(
          "A letter about a meeting of account {} is dropped: {}",
          letter.accountId(),
          full.getMessage());
    }
  }
}
