/**
 * When packets leave: evenly, audio first, in bursts that a queue in the network does not notice
 * (docs/bandwidth.md).
 */
package io.plenum.sfu.pacing;
