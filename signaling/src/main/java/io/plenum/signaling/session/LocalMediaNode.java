package io.plenum.signaling.session;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.loop.MediaServer;
import io.plenum.sfu.loop.OfferRefusedException;
import io.plenum.sfu.loop.ParticipantListener;
import io.plenum.sfu.subscribe.SlotMeaning;
import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.Slot;
import io.plenum.signaling.message.Wish;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The media plane of this very process. Speaks the session's words to it, and its own back. */
public final class LocalMediaNode implements MediaNode {
  private final MediaServer server;

  /** In front of a running media server, which stays its owner's to close. */
  public LocalMediaNode(MediaServer server) {
    this.server = server;
  }

  @Override
  public CompletionStage<String> join(
      String room,
      String participant,
      String sdp,
      Map<String, MediaSource> sources,
      MediaListener listener) {
    Map<String, Source> byMid =
        sources.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> source(entry.getValue())));
    // Nothing is forwarded until the session says what may be, which it does after each join.
    return server
        .join(room, new ParticipantId(participant), sdp, byMid, Set.of(), new Relay(listener))
        .exceptionallyCompose(failure -> failed(failure));
  }

  private static CompletionStage<String> failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return java.util.concurrent.CompletableFuture.failedFuture(
        cause instanceof OfferRefusedException refused
            ? new OfferRefused(refused.getMessage())
            : cause);
  }

  @Override
  public void leave(String room, String participant) {
    server.leave(room, new ParticipantId(participant));
  }

  @Override
  public void sources(String room, String participant, Set<MediaSource> allowed) {
    Set<Source> sources =
        allowed.stream().map(LocalMediaNode::source).collect(Collectors.toUnmodifiableSet());
    server.sources(room, new ParticipantId(participant), sources);
  }

  @Override
  public void view(String room, String participant, List<Wish> wishes) {
    List<io.plenum.sfu.room.Wish> wanted =
        wishes.stream()
            .map(
                wish ->
                    new io.plenum.sfu.room.Wish(
                        new ParticipantId(wish.seat()),
                        source(wish.source()),
                        wish.width(),
                        wish.height()))
            .toList();
    server.view(room, new ParticipantId(participant), wanted);
  }

  @Override
  public void close(String room) {
    server.close(room);
  }

  private static Source source(MediaSource source) {
    return switch (source) {
      case MICROPHONE -> Source.MICROPHONE;
      case CAMERA -> Source.CAMERA;
      case SCREEN -> Source.SCREEN;
      case SCREEN_AUDIO -> Source.SCREEN_AUDIO;
    };
  }

  private static MediaSource source(Source source) {
    return switch (source) {
      case MICROPHONE -> MediaSource.MICROPHONE;
      case CAMERA -> MediaSource.CAMERA;
      case SCREEN -> MediaSource.SCREEN;
      case SCREEN_AUDIO -> MediaSource.SCREEN_AUDIO;
    };
  }

  /** Passes news of the media plane on; the session's listener never blocks the loop. */
  private record Relay(MediaListener listener) implements ParticipantListener {
    @Override
    public void connected() {
      listener.connected();
    }

    @Override
    public void lost() {
      listener.lost();
    }

    @Override
    public void slots(List<SlotMeaning> all) {
      listener.slots(
          all.stream()
              .map(slot -> new Slot(slot.mid(), slot.participant().value(), source(slot.source())))
              .toList());
    }

    @Override
    public void speaker(ParticipantId participantOrNull) {
      listener.speaker(participantOrNull == null ? null : participantOrNull.value());
    }
  }
}
