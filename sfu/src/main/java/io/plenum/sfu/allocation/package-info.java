/**
 * Which layer of each picture a receiver gets: a pure function of what it wishes, what there is,
 * and what its link takes (docs/bandwidth.md).
 */
package io.plenum.sfu.allocation;
