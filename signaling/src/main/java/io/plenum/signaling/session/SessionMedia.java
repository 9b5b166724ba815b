package io.plenum.signaling.session;

import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.Slot;
import io.plenum.signaling.message.Track;
import io.plenum.signaling.message.Watched;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A live session's line to its media node. The session's thread asks; what the node answers and
 * tells, on its own threads, becomes commands in the session's mailbox.
 */
final class SessionMedia {
  private static final Logger LOG = LoggerFactory.getLogger(SessionMedia.class);

  private final MediaNode node;
  private final String room;
  private final Consumer<Command> mailbox;

  SessionMedia(MediaNode node, String room, Consumer<Command> mailbox) {
    this.node = node;
    this.room = room;
    this.mailbox = mailbox;
  }

  void join(Effect.JoinMedia join) {
    Map<String, MediaSource> sources =
        join.tracks().stream().collect(Collectors.toMap(Track::mid, Track::source, (a, b) -> a));
    News news = new News(join.seat(), join.peer());
    try {
      var answer = node.join(room, join.seat(), join.sdp(), sources, join.allowed(), news);
      answer.whenComplete(
          (sdp, failure) ->
              mailbox.accept(failure == null ? answered(join, sdp) : refused(join, failure)));
    } catch (RuntimeException failure) {
      mailbox.accept(refused(join, failure));
    }
  }

  void leave(String seat) {
    node.leave(room, seat);
  }

  void allow(Effect.AllowSources allow) {
    node.sources(room, allow.seat(), allow.allowed());
  }

  void show(Effect.ShowMedia show) {
    node.view(room, show.seat(), show.what());
  }

  CompletionStage<List<byte[]>> trace(Instant now) {
    return node.trace(room, now);
  }

  void close() {
    node.close(room);
  }

  private static Command answered(Effect.JoinMedia join, String sdp) {
    return new Command.MediaAnswered(join.seat(), join.peer(), join.replyTo(), sdp);
  }

  private static Command refused(Effect.JoinMedia join, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof OfferRefused) {
      return new Command.MediaRefused(
          join.seat(), join.peer(), join.replyTo(), ErrorCode.BAD_OFFER, cause.getMessage());
    }
    if (cause instanceof NodeBusy) {
      return new Command.MediaRefused(
          join.seat(), join.peer(), join.replyTo(), ErrorCode.SERVER_BUSY, cause.getMessage());
    }
    LOG.warn("seat {}: the media node did not take the offer", join.seat(), cause);
    return new Command.MediaRefused(
        join.seat(), join.peer(), join.replyTo(), ErrorCode.MEDIA_UNAVAILABLE, "no media now");
  }

  /** What the node tells about one peer. */
  private final class News implements MediaListener {
    private final String seat;
    private final int peer;

    News(String seat, int peer) {
      this.seat = seat;
      this.peer = peer;
    }

    @Override
    public void connected(NetworkPath path) {
      mailbox.accept(new Command.MediaConnected(seat, peer, path));
    }

    @Override
    public void lost() {
      mailbox.accept(new Command.MediaLost(seat, peer));
    }

    @Override
    public void slots(List<Slot> all) {
      mailbox.accept(new Command.SlotsChanged(seat, peer, all));
    }

    @Override
    public void watched(Watched watched) {
      mailbox.accept(new Command.WatchedChanged(seat, peer, watched));
    }

    @Override
    public void trouble(TroubleNews news) {
      mailbox.accept(new Command.QualityChanged(seat, peer, news));
    }

    @Override
    public void speaker(String participant) {
      mailbox.accept(new Command.SpeakerChanged(participant));
    }
  }
}
