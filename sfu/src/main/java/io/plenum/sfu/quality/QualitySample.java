package io.plenum.sfu.quality;

/**
 * What one participant's connection did in one {@link QualityWatch#PACE_NS}.
 *
 * @param sent packets that the participant sent, those that came and those that did not
 * @param lost of them
 * @param shownHeight pixels of their camera's picture where it is shown largest; 0: nowhere
 * @param downlinkLoss share of the packets to them that was lost, 0 to 1
 * @param estimateBps what the link to them takes
 * @param paused pictures that it does not take
 * @param shed pictures that the server did not send because it had too much to do
 * @param broken pictures that they could not decode
 * @param roundTripNs to them and back
 */
public record QualitySample(
    long sent,
    long lost,
    int shownHeight,
    double downlinkLoss,
    long estimateBps,
    int paused,
    int shed,
    int broken,
    long roundTripNs) {
  /** Fewer packets say nothing about the share that is lost. */
  public static final int FEWEST_PACKETS = 20;

  double figure(Trouble trouble) {
    return switch (trouble) {
      case UPLINK_LOSS -> sent < FEWEST_PACKETS ? 0 : (double) lost / sent;
      case DOWNLINK_LOSS -> downlinkLoss;
      case PICTURES_PAUSED -> paused;
      case SERVER_BUSY -> shed;
      case PICTURES_BROKEN -> broken;
      case LONG_ROUND_TRIP -> roundTripNs;
    };
  }
}
