package io.plenum.signaling.space;

import io.plenum.signaling.message.ChatMessage;

/**
 * Something that changed in a meeting's space. It says how the thing is now, not what was done to
 * it: hearing one twice does no harm.
 */
public sealed interface SpaceChange {
  /** Counts the changes of a meeting from 1; one that is told late is told under a later number. */
  long number();

  /** A chat message was posted, edited or deleted. */
  record Message(long number, ChatMessage message) implements SpaceChange {}

  /** All chat messages up to this id were deleted because their time was over. */
  record Swept(long number, long through) implements SpaceChange {}

  /** A file was added or deleted. */
  record File(long number, String fileId) implements SpaceChange {}

  /** A live session started or ended. */
  record Live(long number, boolean running) implements SpaceChange {}

  /** The meeting's name, schedule or settings changed. */
  record Meeting(long number) implements SpaceChange {}

  /** More changed than is still known in detail: whoever hears this reads everything again. */
  record Reset(long number) implements SpaceChange {}

  /** The meeting was deleted; nothing more will be told. */
  record Gone(long number) implements SpaceChange {}
}
