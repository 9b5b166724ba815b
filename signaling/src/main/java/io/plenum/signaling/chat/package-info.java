/**
 * The messages of a meeting (REQUIREMENTS C-1, C-3, C-4): one owner for what is written in the live
 * session and for what is written in the meeting space, so that both are one thing (M-10).
 */
package io.plenum.signaling.chat;
