/**
 * A meeting's live session: seats, waiting room, moderation, chat while it runs, and the way back
 * into a seat.
 *
 * <p>The rules ({@link io.plenum.signaling.session.SessionRules}) are pure: state, command and
 * moment in, new state, changed rows and effects out. {@link
 * io.plenum.signaling.session.LiveSession} is the actor around them: one virtual thread, a bounded
 * mailbox. It writes the rows first and carries out the effects afterwards, so that nothing is
 * announced that a crash could forget.
 */
package io.plenum.signaling.session;
