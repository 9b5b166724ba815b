package io.plenum.signaling.api;

import io.plenum.signaling.audit.AuditArchive;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.post.Endpoints;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the operations of administrators on the audit log and on webhooks are made of.
 *
 * @param archive the audit logs of all accounts
 * @param webhookFault what is wrong with a webhook's URL, if anything
 */
public record AdminParts(
    AuditLog audit,
    AuditArchive archive,
    Endpoints endpoints,
    Function<String, Optional<String>> webhookFault) {}
