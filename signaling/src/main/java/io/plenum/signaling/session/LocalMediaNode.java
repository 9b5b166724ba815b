package io.plenum.signaling.session;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.loop.MediaPath;
import io.plenum.sfu.loop.MediaServer;
import io.plenum.sfu.loop.OfferRefusedException;
import io.plenum.sfu.loop.ParticipantListener;
import io.plenum.sfu.loop.RoomRefusedException;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.subscribe.Pause;
import io.plenum.sfu.subscribe.SlotMeaning;
import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.PausedBy;
import io.plenum.signaling.message.QualityFigures;
import io.plenum.signaling.message.Slot;
import io.plenum.signaling.message.Viewing;
import io.plenum.signaling.message.Watched;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The media node of this process: translates between seats and {@link MediaServer}. */
public final class LocalMediaNode implements MediaNode {
  private final MediaServer server;

  /** The server is started and closed by whoever made it. */
  public LocalMediaNode(MediaServer server) {
    this.server = server;
  }

  @Override
  public CompletionStage<String> join(
      String room,
      String participant,
      String sdp,
      Map<String, MediaSource> sources,
      Set<MediaSource> allowed,
      MediaListener listener) {
    Map<String, Source> named =
        sources.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> source(entry.getValue())));
    return server
        .join(room, id(participant), sdp, named, sources(allowed), new News(listener))
        .exceptionally(
            failure -> {
              throw translated(failure);
            });
  }

  @Override
  public void leave(String room, String participant) {
    server.leave(room, id(participant));
  }

  @Override
  public void sources(String room, String participant, Set<MediaSource> allowed) {
    server.sources(room, id(participant), sources(allowed));
  }

  @Override
  public void view(String room, String participant, Viewing what) {
    List<io.plenum.sfu.room.Wish> wanted =
        what.wishes().stream()
            .map(
                wish ->
                    new io.plenum.sfu.room.Wish(
                        id(wish.seat()),
                        source(wish.source()),
                        wish.width(),
                        wish.height(),
                        wish.pinned()))
            .toList();
    server.view(room, id(participant), wanted, what.only());
  }

  @Override
  public CompletionStage<List<byte[]>> trace(String room, Instant now) {
    return server.trace(room, now.toEpochMilli());
  }

  @Override
  public void close(String room) {
    server.close(room);
  }

  private static CompletionException translated(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return new CompletionException(
        switch (cause) {
          case OfferRefusedException refused -> new OfferRefused(refused.getMessage());
          case RoomRefusedException refused -> new NodeBusy(refused.getMessage());
          default -> cause;
        });
  }

  private static PausedBy pause(Pause pause) {
    return switch (pause) {
      case NONE -> PausedBy.NOTHING;
      case BANDWIDTH -> PausedBy.BANDWIDTH;
      case SERVER -> PausedBy.SERVER;
    };
  }

  private static ParticipantId id(String seat) {
    return new ParticipantId(seat);
  }

  private static Set<Source> sources(Set<MediaSource> sources) {
    Set<Source> translated = EnumSet.noneOf(Source.class);
    sources.forEach(source -> translated.add(source(source)));
    return translated;
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

  /** Passes a peer's news on, on the media loop's thread. */
  private record News(MediaListener listener) implements ParticipantListener {
    @Override
    public void connected(MediaPath pathOrNull) {
      if (pathOrNull != null) {
        listener.connected(
            new NetworkPath(
                text(pathOrNull.local()),
                text(pathOrNull.remote()),
                pathOrNull.tcp() ? "tcp" : "udp"));
      }
    }

    private static String text(InetSocketAddress address) {
      String host = address.getAddress().getHostAddress();
      boolean six = address.getAddress() instanceof Inet6Address;
      return (six ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    @Override
    public void lost() {
      listener.lost();
    }

    @Override
    public void slots(List<SlotMeaning> all) {
      listener.slots(
          all.stream()
              .map(
                  slot ->
                      new Slot(
                          slot.mid(),
                          slot.participant().value(),
                          source(slot.source()),
                          pause(slot.pause())))
              .toList());
    }

    @Override
    public void watched(io.plenum.sfu.publish.Watched watched) {
      listener.watched(
          new Watched(source(watched.source()), watched.rids(), watched.layers(), watched.codec()));
    }

    @Override
    public void trouble(Spell spell) {
      listener.trouble(
          new TroubleNews(
              spell.number(),
              spell.trouble().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              Duration.ofNanos(spell.beganAgoNs()),
              spell.over() ? Duration.ofNanos(spell.endedAgoNs()) : null,
              spell.text(),
              new QualityFigures(
                  spell.percent(), spell.height(), spell.kbps(), spell.pictures(), spell.ms())));
    }

    @Override
    public void speaker(ParticipantId participantOrNull) {
      listener.speaker(participantOrNull == null ? null : participantOrNull.value());
    }
  }
}
