/**
 * EDGE: datagram sockets. Here bytes enter and leave the media plane; nothing above knows what a
 * socket is.
 */
package io.plenum.sfu.net;
