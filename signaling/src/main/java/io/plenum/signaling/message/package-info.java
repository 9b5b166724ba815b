/**
 * What a client and a live session say to each other (docs/protocol.md, section 2): immutable
 * records without any knowledge of JSON, sockets or threads.
 */
package io.plenum.signaling.message;
