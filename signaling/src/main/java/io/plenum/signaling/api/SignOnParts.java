package io.plenum.signaling.api;

import io.plenum.signaling.identity.oauth.ApiClients;
import io.plenum.signaling.identity.oauth.ClientTokens;
import io.plenum.signaling.identity.openid.Domains;
import io.plenum.signaling.identity.openid.SignOn;
import io.plenum.signaling.identity.token.SigningKeys;

/** What lets machines in, and people who come from elsewhere. */
public record SignOnParts(
    ApiClients clients, ClientTokens tokens, SigningKeys keys, SignOn signOn, Domains domains) {}
