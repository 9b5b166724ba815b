/**
 * Comparison of media servers under the same load: Plenum, a baseline build of it, and Janus, one
 * after the other and again, each alone on one core (bench/README.md).
 */
package io.plenum.bench.compare;
