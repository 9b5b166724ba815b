/**
 * Measurements. None yet: this module holds its place in the build. It will hold JMH benchmarks of
 * the hot path, a load generator, and the set-ups that run other media servers side by side with
 * this one, each figure kept as JSON with the machine and the commit that it was taken on.
 */
package io.plenum.bench;
