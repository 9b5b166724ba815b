/**
 * The files of meetings: what they are, who may have them, and that rows and objects stay together.
 * Knows no HTTP.
 */
package io.plenum.signaling.file;
