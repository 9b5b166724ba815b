package io.plenum.signaling.post;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditedEventsTest {
  private static final Actor ADA = Actor.of("ada", "Ada", "192.0.2.1:50000");

  private static AuditEvent event(AuditKind kind, Actor actor, Map<String, Object> facts) {
    return new AuditEvent("acme", kind, actor, Optional.of("weekly"), facts, Map.of());
  }

  @Test
  void tellsOfASession() {
    assertThat(AuditedEvents.of(event(AuditKind.SESSION_STARTED, ADA, Map.of("session", "s1"))))
        .contains(new WebhookEvent.SessionStarted("weekly", "s1"));
    assertThat(
            AuditedEvents.of(
                event(AuditKind.SESSION_ENDED, ADA, Map.of("session", "s1", "reason", "empty"))))
        .contains(new WebhookEvent.SessionEnded("weekly", "s1", "empty"));
    assertThat(
            AuditedEvents.of(
                event(AuditKind.CHAT_SENT, ADA, Map.of("session", "s1", "message", 7L))))
        .contains(new WebhookEvent.ChatWritten("weekly", 7));
  }

  @Test
  void tellsWhoCame_byTheUserIdIfThereIsOne() {
    Map<String, Object> facts = Map.of("session", "s1", "seat", "seat1", "kind", "registered");
    assertThat(AuditedEvents.of(event(AuditKind.SEAT_ADMITTED, ADA, facts)))
        .contains(
            new WebhookEvent.OfParticipant(
                EventType.PARTICIPANT_JOINED,
                "weekly",
                "s1",
                "seat1",
                Optional.of("registered"),
                Optional.of("ada")));
  }

  @Test
  void tellsOfAGuestWhomSomebodyAdmits_withoutAUserId() {
    Map<String, Object> facts = Map.of("session", "s1", "seat", "seat2", "kind", "guest");
    assertThat(AuditedEvents.of(event(AuditKind.SEAT_ADMITTED, ADA, facts).to("seat2")))
        .contains(
            new WebhookEvent.OfParticipant(
                EventType.PARTICIPANT_JOINED,
                "weekly",
                "s1",
                "seat2",
                Optional.of("guest"),
                Optional.empty()));
  }

  @Test
  void tellsNobodyLeft_whoWasNeverIn() {
    Map<String, Object> waited = Map.of("session", "s1", "seat", "seat1", "admitted", false);
    Map<String, Object> inside = Map.of("session", "s1", "seat", "seat1", "admitted", true);
    assertThat(AuditedEvents.of(event(AuditKind.SEAT_LEFT, ADA, waited))).isEmpty();
    assertThat(AuditedEvents.of(event(AuditKind.SEAT_LEFT, ADA, inside))).isPresent();
    assertThat(AuditedEvents.of(event(AuditKind.SEAT_REMOVED, ADA, inside))).isPresent();
  }

  @Test
  void keepsToItself_whatNoWebhookHearsOf() {
    assertThat(AuditedEvents.of(event(AuditKind.SIGN_IN, ADA, Map.of()))).isEmpty();
  }
}
