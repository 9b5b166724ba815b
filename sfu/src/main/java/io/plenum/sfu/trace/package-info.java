/**
 * What a room's media did lately, without what was said or shown: a ring of records in memory, and
 * the file it is taken out as (docs/trace.md). Pure; the ring is confined to the room's loop.
 */
package io.plenum.sfu.trace;
