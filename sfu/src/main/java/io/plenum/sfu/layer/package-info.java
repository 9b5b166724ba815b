/**
 * Which layers of a published picture one receiver gets, and under which numbers (docs/layers.md).
 * Pure: confined to the room's loop.
 */
package io.plenum.sfu.layer;
