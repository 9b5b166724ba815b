/** When whom time concerns, so that those who wait cost nothing meanwhile. Pure. */
package io.plenum.sfu.timer;
