/**
 * What one participant sends: demultiplexing, loss repair, keyframe requests, statistics, clocks.
 *
 * <p>Pure: time comes in as {@code nowNs} (monotonic), nothing here starts threads or reads clocks.
 */
package io.plenum.sfu.publish;
