package io.plenum.signaling.message;

/**
 * How bad it was; 0 where a figure does not apply, or is not known.
 *
 * @param percent of the packets lost
 * @param height pixels of the person's picture as others saw it
 * @param kbps what the link took at the least
 * @param pictures paused at once at most, or broken in all
 * @param ms the longest round trip
 */
public record QualityFigures(int percent, int height, int kbps, int pictures, int ms) {}
