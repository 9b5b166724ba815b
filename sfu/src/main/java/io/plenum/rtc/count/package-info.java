/** Counting by reason, for metrics. */
package io.plenum.rtc.count;
