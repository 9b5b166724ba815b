/** Bounds-checked access to packet memory. */
package io.plenum.rtc.wire;
