/**
 * EDGE: one TCP port for HTTP and for media (decision 0015). Which of both a connection is for is
 * told by its first bytes, before anything is answered, and media leaves Vert.x with its socket.
 */
package io.plenum.signaling.api.port;
