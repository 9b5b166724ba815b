/**
 * What was wrong with somebody's connection, in words: few, with begin and end (docs/trace.md).
 * Pure. Confined to the room's loop.
 */
package io.plenum.sfu.quality;
