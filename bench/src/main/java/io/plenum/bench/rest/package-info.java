/**
 * Measurements of the whole server over HTTP, in a process and on a core of its own, filled with
 * meetings and messages: {@link io.plenum.bench.rest.RestBench}. bench/README.md says what the
 * figures mean.
 */
package io.plenum.bench.rest;
