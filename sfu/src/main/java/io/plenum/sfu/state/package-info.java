/**
 * How what a class knows is put down and taken up again, so that a replay can begin in the middle.
 * Pure.
 */
package io.plenum.sfu.state;
