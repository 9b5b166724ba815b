package io.plenum.node;

import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.signaling.identity.token.SigningKeys;
import io.plenum.signaling.post.AuditedEvents;
import java.net.URI;

/** Puts together what knows people, and the audit log of what they do. */
record PeopleAssembly(AuditLog audit, SigningKeys keys, AccessTokens tokens, Identity identity) {

  /** Starts the audit log's keeper, which stops after all who append and before the database. */
  static PeopleAssembly start(Foundation base, PostAssembly post) {
    Configuration configuration = base.configuration();
    PasswordHasher hasher = base.parts().started("passwords", new PasswordHasher(base.random()));
    SigningKeys keys = new SigningKeys(base.database(), base.clock());
    AccessTokens tokens = new AccessTokens(keys, issuer(configuration), base.clock());
    AuditLog audit =
        new AuditLog(base.clock(), base.random(), configuration.nodeName())
            .alsoTelling(new AuditedEvents(post.webhooks())::tell);
    Identity identity =
        new Identity(
            new Identity.Parts(
                tokens,
                base.database(),
                base.clock(),
                base.random(),
                hasher,
                configuration.cell(),
                audit,
                post.outbox(),
                base.site()));
    startAuditTrail(base, audit, identity);
    return new PeopleAssembly(audit, keys, tokens, identity);
  }

  private static String issuer(Configuration configuration) {
    return configuration.http().publicUrl().map(URI::toString).orElse(AccessTokens.UNNAMED_ISSUER);
  }

  private static void startAuditTrail(Foundation base, AuditLog audit, Identity identity) {
    Configuration configuration = base.configuration();
    AuditTrail trail =
        AuditTrail.start(
            base.database(),
            audit,
            configuration,
            base.random(),
            base.clock(),
            account ->
                account.equals(AuditLog.SERVER)
                    ? configuration.audit().serverKeptDays()
                    : identity.accounts().settings(account).auditKeptDays());
    base.parts().started("audit", trail);
    base.parts()
        .started("audit of this node", NodeEntries.started(base.database(), audit, configuration));
    base.health().add("audit", trail::working);
  }
}
