/** Who is heard: loudness from audio-level header extensions, and who speaks for the room. Pure. */
package io.plenum.sfu.speaker;
