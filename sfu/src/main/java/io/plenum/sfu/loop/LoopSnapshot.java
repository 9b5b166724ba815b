package io.plenum.sfu.loop;

import io.plenum.rtc.peer.DisconnectReason;
import java.util.Map;

/**
 * Figures of one loop, made by it once a second while it has rooms.
 *
 * @param loop index of the loop, from 0
 * @param atNs when, in the loop's monotonic time
 * @param rooms rooms with somebody in them
 * @param participants transports, connected or on the way
 * @param tcpConnections open, those that are nobody's yet too
 * @param datagramsIn received since the start
 * @param bytesIn payload received since the start
 * @param datagramsOut sent since the start
 * @param bytesOut payload sent since the start
 * @param busyNs time in which the loop worked and did not wait, since the start
 * @param busyShare the share of the time since the snapshot before, 0 to 1
 * @param overload 0: it has time; 1: it takes no other room; 2: it sends fewer pictures, too
 * @param full whether it takes neither a room nor a shard of one
 * @param watchers participants to whom any picture is sent
 * @param links open ends of links to other shards of rooms
 * @param linksOpened ends opened since the start, those opened anew too
 * @param relayedIn packets read from other loops since the start
 * @param relayedOut packets written to other loops since the start
 * @param relayDroppedAudio packets of sound that a full ring refused since the start
 * @param relayDroppedVideo packets of pictures that a nearly full ring refused since the start
 * @param commands that wait for the loop
 * @param refusedCommands refused since the start because too many waited
 * @param disconnected transports given up since the start, by reason
 * @param figures of everybody's media
 * @param sends how datagrams left, since the start
 * @param rejected datagrams dropped, and TCP connections ended ({@code tcp_}), since the start, by
 *     reason
 */
public record LoopSnapshot(
    int loop,
    long atNs,
    int rooms,
    int participants,
    int tcpConnections,
    long datagramsIn,
    long bytesIn,
    long datagramsOut,
    long bytesOut,
    long busyNs,
    double busyShare,
    int overload,
    boolean full,
    int watchers,
    int links,
    long linksOpened,
    long relayedIn,
    long relayedOut,
    long relayDroppedAudio,
    long relayDroppedVideo,
    int commands,
    long refusedCommands,
    Map<DisconnectReason, Long> disconnected,
    Map<MediaFigure, Long> figures,
    SendFigures sends,
    Map<String, Long> rejected) {

  /** What was sent of pictures to each of the watchers since {@code before}, on average, bit/s. */
  long picturesBps(LoopSnapshot before) {
    long bytes = pictureBytes() - before.pictureBytes();
    double seconds = (atNs - before.atNs()) / 1e9;
    return watchers == 0 ? 0 : Math.round(8 * bytes / seconds / watchers);
  }

  private long pictureBytes() {
    return figures.getOrDefault(MediaFigure.BYTES_OUT_VIDEO, 0L);
  }

  static LoopSnapshot empty(int loop) {
    long never = Long.MIN_VALUE / 2;
    return new LoopSnapshot(
        loop,
        never,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        false,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        Map.of(),
        Map.of(),
        SendFigures.NONE,
        Map.of());
  }
}
