/**
 * Streams: machines that publish into a live session by WHIP or watch it by WHEP, each in a seat of
 * its own (docs/whip.md).
 */
package io.plenum.signaling.stream;
