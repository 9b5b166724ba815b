package io.plenum.signaling.socket;

import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.Viewing;
import io.plenum.signaling.session.MediaListener;
import io.plenum.signaling.session.MediaNode;
import io.plenum.signaling.session.OfferRefused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A media node that notes what it is asked and answers every offer but {@code bad}. */
final class RecordingMediaNode implements MediaNode {
  final Queue<String> asked = new ConcurrentLinkedQueue<>();
  final Map<String, MediaListener> peers = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<String> join(
      String room,
      String participant,
      String sdp,
      Map<String, MediaSource> sources,
      Set<MediaSource> allowed,
      MediaListener listener) {
    asked.add("join " + sources);
    if (sdp.equals("bad")) {
      return CompletableFuture.failedFuture(new OfferRefused("line 1: no version"));
    }
    peers.put(participant, listener);
    return CompletableFuture.completedFuture("answer to " + sdp);
  }

  @Override
  public void leave(String room, String participant) {
    asked.add("leave");
    peers.remove(participant);
  }

  @Override
  public void sources(String room, String participant, Set<MediaSource> allowed) {
    asked.add("sources " + allowed.stream().sorted().toList());
  }

  @Override
  public void view(String room, String participant, Viewing what) {
    asked.add("view " + what.wishes().size());
  }

  @Override
  public CompletionStage<List<byte[]>> trace(String room, Instant now) {
    asked.add("trace");
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public void close(String room) {
    asked.add("close");
  }
}
