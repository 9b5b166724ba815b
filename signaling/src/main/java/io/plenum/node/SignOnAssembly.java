package io.plenum.node;

import io.plenum.signaling.api.SignOnParts;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.OutsideSignIns;
import io.plenum.signaling.identity.oauth.ApiClients;
import io.plenum.signaling.identity.oauth.ClientTokens;
import io.plenum.signaling.identity.openid.Domains;
import io.plenum.signaling.identity.openid.SignOn;
import io.plenum.signaling.identity.remote.DomainRecords;
import io.plenum.signaling.identity.remote.RemoteAddresses;
import io.plenum.signaling.identity.remote.RemoteHttp;
import io.plenum.storage.database.Database;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** Puts together what lets machines in, and people who come from elsewhere. */
final class SignOnAssembly {
  private SignOnAssembly() {}

  /** Starts what asks providers that are not ours. */
  static SignOnParts start(Foundation base, PeopleAssembly people) {
    RemoteAddresses allowed = new RemoteAddresses(base.configuration().signOn().networks());
    RemoteHttp remote = base.parts().started("outward HTTP", new RemoteHttp(base.vertx(), allowed));
    DomainRecords records = new DomainRecords(base.vertx(), Optional.empty());
    Database database = base.database();
    InstantSource clock = base.clock();
    SecureRandom random = base.random();
    AuditLog audit = people.audit();
    OutsideSignIns outside = people.identity().outsideSignIns();
    return new SignOnParts(
        new ApiClients(database, clock, random, outside, audit),
        new ClientTokens(database, clock, outside, people.tokens(), audit),
        people.keys(),
        new SignOn(database, clock, random, outside, audit, remote),
        new Domains(database, clock, random, records, audit));
  }
}
