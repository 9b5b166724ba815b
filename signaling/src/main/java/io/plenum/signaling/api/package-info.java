/**
 * EDGE. HTTP: the REST contract (openapi.yaml), pages, and what every answer carries. An operation
 * is a function from a checked request to an answer, on a virtual thread of its own; the event loop
 * only reads and writes.
 */
package io.plenum.signaling.api;
