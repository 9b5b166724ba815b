/**
 * The recorder. Nothing is recorded yet: this module holds its place in the build. It will take a
 * room's media through a tap of the media plane, append it to a journal that survives a crash of
 * the process, and compose the journal into one film (MP4, H.264 and AAC) without a browser. Until
 * then the server offers no recording and the page shows no button for it.
 */
package io.plenum.recorder;
