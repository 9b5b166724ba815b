/**
 * The server's half of ICE: a lite agent that answers checks and keeps consent (RFC 8445, 7675).
 */
package io.plenum.rtc.ice;
