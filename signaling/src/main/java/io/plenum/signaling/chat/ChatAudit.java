package io.plenum.signaling.chat;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.message.ChatBody;
import io.plenum.signaling.message.ChatMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the audit log is told of the chat: which message, never what it says. */
final class ChatAudit {
  private ChatAudit() {}

  static AuditEvent sent(Participant author, ChatMessage message) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("message", message.id());
    facts.put("carries", carries(message.body()));
    if (message.quote() != null) {
      facts.put("replyTo", message.quote().messageId());
    }
    if (message.author().seat() != null) {
      facts.put("seat", message.author().seat());
    }
    return event(author, AuditKind.CHAT_SENT, facts);
  }

  private static String carries(ChatBody body) {
    if (body.attachment() != null) {
      return body.attachment().kind().wireName();
    }
    return body.place() != null ? "location" : "text";
  }

  static AuditEvent changed(Participant author, ChatMessage after) {
    AuditKind kind = after.isDeleted() ? AuditKind.CHAT_DELETED : AuditKind.CHAT_EDITED;
    return event(author, kind, Map.of("message", after.id()));
  }

  private static AuditEvent event(Participant author, AuditKind kind, Map<String, Object> facts) {
    return new AuditEvent(
        author.accountId(), kind, author.actor(), Optional.of(author.meetingId()), facts, Map.of());
  }

  /** The server deleted messages because their time was over. */
  static AuditEvent swept(String accountId, String meetingId, int messages, long through) {
    return new AuditEvent(
        accountId,
        AuditKind.CHAT_SWEPT,
        Actor.SERVER,
        Optional.of(meetingId),
        Map.of("messages", messages, "through", through),
        Map.of());
  }
}
