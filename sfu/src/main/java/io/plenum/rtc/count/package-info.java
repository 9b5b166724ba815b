/** Counting packets: by reason, for metrics, and against what is allowed. */
package io.plenum.rtc.count;
