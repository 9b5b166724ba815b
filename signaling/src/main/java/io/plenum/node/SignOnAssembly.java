package io.plenum.node;

import io.plenum.signaling.api.HttpEdge;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.oauth.ApiClients;
import io.plenum.signaling.identity.oauth.ClientTokens;
import io.plenum.signaling.identity.openid.Domains;
import io.plenum.signaling.identity.openid.SignOn;
import io.plenum.signaling.identity.remote.DomainRecords;
import io.plenum.signaling.identity.remote.RemoteHttp;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.signaling.identity.token.SigningKeys;
import io.plenum.storage.database.Database;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Puts together what lets machines in, and people who come from elsewhere. */
record SignOnAssembly(
    Database database,
    InstantSource clock,
    RandomGenerator random,
    Identity identity,
    AuditLog audit) {

  HttpEdge.SignOnParts make(
      AccessTokens tokens, SigningKeys keys, RemoteHttp remote, DomainRecords records) {
    return new HttpEdge.SignOnParts(
        new ApiClients(database, clock, random, identity.outsideSignIns(), audit),
        new ClientTokens(database, clock, identity.outsideSignIns(), tokens, audit),
        keys,
        new SignOn(database, clock, random, identity.outsideSignIns(), audit, remote),
        new Domains(database, clock, random, records, audit));
  }
}
