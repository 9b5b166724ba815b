/**
 * EDGE: the threads of the media plane. A {@link io.plenum.sfu.loop.MediaServer} places rooms on
 * {@link io.plenum.sfu.loop.MediaLoop}s; a loop is one thread that owns its rooms, their
 * participants and their sockets. Others reach it through its bounded mailbox only, so nothing in a
 * room needs a lock.
 */
package io.plenum.sfu.loop;
