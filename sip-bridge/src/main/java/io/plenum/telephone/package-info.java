/**
 * The telephone bridge. No call is answered yet: this module holds its place in the build. It will
 * speak SIP over TLS with SRTP at the edge, ask the caller for the access code, and join the room
 * through a tap of the media plane, so that a caller is a participant like any other. Until then
 * the server opens no SIP port.
 */
package io.plenum.telephone;
