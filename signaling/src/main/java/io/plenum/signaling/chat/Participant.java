package io.plenum.signaling.chat;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.message.ChatAuthor;
import java.time.Instant;

/**
 * Somebody who may read and write a meeting's chat, as the caller found out.
 *
 * @param author under what name they write
 * @param seesFrom messages sent before this do not exist for them (C-3); the beginning of time for
 *     registered users
 * @param actor as the audit log knows them
 */
public record Participant(
    String accountId, String meetingId, ChatAuthor author, Instant seesFrom, Actor actor) {}
