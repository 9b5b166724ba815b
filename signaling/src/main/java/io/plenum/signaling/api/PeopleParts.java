package io.plenum.signaling.api;

import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.SetupToken;
import io.plenum.signaling.removal.PersonalData;
import io.plenum.signaling.removal.Removals;

/**
 * What the operations on accounts and their users are made of.
 *
 * @param setupToken what the first account is made with
 */
public record PeopleParts(
    Identity identity, SetupToken setupToken, Removals removals, PersonalData personalData) {}
