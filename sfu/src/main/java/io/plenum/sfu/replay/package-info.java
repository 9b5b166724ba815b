/** Runs a room's trace through the same code on a virtual clock (docs/trace.md). Pure. */
package io.plenum.sfu.replay;
