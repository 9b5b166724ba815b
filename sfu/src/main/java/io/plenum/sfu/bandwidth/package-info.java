/**
 * How much one receiver's link takes, seen from the sender: Google congestion control
 * (draft-ietf-rmcat-gcc-02) over transport-wide feedback, a model of loss, and probes
 * (docs/bandwidth.md).
 */
package io.plenum.sfu.bandwidth;
