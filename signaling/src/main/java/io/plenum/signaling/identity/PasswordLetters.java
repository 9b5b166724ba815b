package io.plenum.signaling.identity;

import io.plenum.signaling.post.MailAddress;
import io.plenum.signaling.post.MailLetter;
import io.plenum.signaling.post.Outbox;
import io.plenum.signaling.post.OutboxFull;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Tells people the passwords that were made for them, by mail. Methods run in the transaction that
 * makes the password true.
 */
final class PasswordLetters {
  private final Outbox outbox;
  private final Supplier<String> url;

  /** `url` is where browsers find this server, without a trailing slash. */
  PasswordLetters(Outbox outbox, Supplier<String> url) {
    this.outbox = outbox;
    this.url = url;
  }

  /**
   * Welcomes a user who was added.
   *
   * @return the password, if it could not be sent: the admin must be told
   */
  Optional<String> welcome(Handle handle, User user, String password) {
    String text =
        """
        Hello %s,

        you can now use Plenum at %s.
        Sign in here: %s/sign-in

        E-mail address: %s
        Password: %s

        At the first sign-in you choose a password of your own. This one works for %d days.
        """
            .formatted(
                user.name(),
                user.accountName(),
                url.get(),
                user.email(),
                password,
                GeneratedPassword.VALID.toDays());
    return send(handle, user, "Welcome to Plenum", text, password);
  }

  /** Tells a user of a new password; returns as {@link #welcome}. */
  Optional<String> reset(Handle handle, User user, String password) {
    String text =
        """
        Hello %s,

        an administrator made you a new password for Plenum. Sign in here: %s/sign-in

        Password: %s

        At the next sign-in you choose a password of your own. This one works for %d days.
        """
            .formatted(user.name(), url.get(), password, GeneratedPassword.VALID.toDays());
    return send(handle, user, "Your new password", text, password);
  }

  private Optional<String> send(
      Handle handle, User user, String subject, String text, String password) {
    if (!outbox.takesMail() || !MailAddress.isValid(user.email())) {
      return Optional.of(password);
    }
    try {
      outbox.put(handle, new MailLetter(user.accountId(), user.email(), subject, text));
      return Optional.empty();
    } catch (OutboxFull full) {
      return Optional.of(password);
    }
  }
}
