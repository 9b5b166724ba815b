package io.plenum.sfu.allocation;

/**
 * One way to send a picture, with everything it depends on.
 *
 * @param encoding place of the simulcast encoding in the track's list of rids; 0 without simulcast
 * @param spatial highest spatial layer, 0 is the smallest
 * @param temporal highest temporal layer, 0 is the slowest
 * @param pixels of one frame, width × height; 0 if not known
 * @param bitrateBps measured on the wire, all layers it needs included
 */
public record Layer(int encoding, int spatial, int temporal, long pixels, long bitrateBps) {
  /** Layers of one picture at most: three sizes of three rates, and one more. */
  public static final int MAX_LAYERS = 10;
}
