package io.plenum.sfu.subscribe;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;

/**
 * What one slot shows.
 *
 * @param mid of the slot's media section
 */
public record SlotMeaning(String mid, ParticipantId participant, Source source) {}
