package io.plenum.sfu.loop;

import io.plenum.rtc.ice.Flow;

/** A flow that passed a check, and whose it is. Made once, so that finding it makes nothing. */
record Proven(Flow flow, Connection connection) {}
