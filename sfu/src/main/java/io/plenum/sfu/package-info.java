/**
 * The words that all parts of the media plane share: who ({@code ParticipantId}), what ({@code
 * Source}).
 */
package io.plenum.sfu;
