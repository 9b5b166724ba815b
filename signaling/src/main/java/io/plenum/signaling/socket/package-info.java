/**
 * EDGE: the WebSocket of docs/protocol.md, section 2. Reads frames into {@link
 * io.plenum.signaling.message.ClientMessage}, guards the limits of one socket, finds out who joins,
 * and hands everything on to the live session. Sockets are confined to their event loop and never
 * block it; joining, which asks the database, runs on a virtual thread.
 */
package io.plenum.signaling.socket;
