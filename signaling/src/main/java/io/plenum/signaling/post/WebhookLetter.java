package io.plenum.signaling.post;

import io.vertx.core.json.JsonObject;

/**
 * An event for one endpoint. Made by {@link Webhooks#tell}.
 *
 * @param eventId the same for every endpoint that hears of the event
 * @param event its name, as `meeting.created`
 * @param body what is posted; never changed
 */
public record WebhookLetter(
    String accountId, String endpointId, String eventId, String event, JsonObject body)
    implements Letter {}
