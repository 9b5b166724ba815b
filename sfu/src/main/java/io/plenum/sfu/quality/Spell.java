package io.plenum.sfu.quality;

/**
 * A time of one trouble, told relative to the moment of telling, as whoever hears of it has a clock
 * of their own.
 *
 * @param number from 1 on; a spell that is told again has the same
 * @param beganAgoNs how long ago it began
 * @param endedAgoNs how long ago it ended; 0 while it goes on
 * @param over whether it has ended
 * @param percent of the packets lost, on average; 0 for other troubles
 * @param height pixels of the participant's picture at its best during the worst; 0 if not known
 * @param kbps what the link took at the least; 0 for other troubles
 * @param pictures paused at once at most, by the link or the server, or broken in all; 0 for other
 *     troubles
 * @param ms the longest round trip; 0 for other troubles
 */
public record Spell(
    int number,
    Trouble trouble,
    long beganAgoNs,
    long endedAgoNs,
    boolean over,
    int percent,
    int height,
    int kbps,
    int pictures,
    int ms) {

  private String paused() {
    return pictures == 1 ? "one picture was paused" : pictures + " pictures were paused";
  }

  /** What was wrong, to be read after "from … to …"; English. */
  public String text() {
    return switch (trouble) {
      case UPLINK_LOSS ->
          "your uplink lost "
              + percent
              + " %"
              + (height > 0 ? ", others saw you at " + height + "p" : "");
      case DOWNLINK_LOSS -> "your downlink lost " + percent + " %";
      case PICTURES_PAUSED -> "your link took " + kbps + " kbit/s; " + paused();
      case SERVER_BUSY -> "the server had too much to do; " + paused();
      case PICTURES_BROKEN -> "pictures broke off " + pictures + " times";
      case LONG_ROUND_TRIP -> "the way to the server and back took " + ms + " ms";
    };
  }
}
