package io.plenum.signaling.stream;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.session.Connection;
import io.plenum.signaling.session.Frame;
import io.plenum.signaling.stream.StreamRefused.Reason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One stream, which is a client of a live session as a page is, in the same words: it takes a seat,
 * makes its offer, and leaves. Its HTTP resource lives as long as it does.
 *
 * <pre>
 *   ENTERING → OFFERED (seat taken) | GONE
 *   OFFERED  → ANSWERED | GONE (bad offer, no media, nobody waits for the answer any more)
 *   ANSWERED → GONE (DELETE, media lost, removed, key ended, session over, published anew)
 *   GONE     → nothing
 * </pre>
 *
 * Any thread may call: the session's tells it news, those of HTTP requests the rest. Its lock is
 * held for moments only.
 */
public final class StreamSeat implements Connection {
  /** Names the one message that is answered. */
  private static final String OFFER = "offer";

  private enum State {
    ENTERING,
    OFFERED,
    ANSWERED,
    GONE
  }

  /**
   * The way to the live session; both return at once.
   *
   * @param say hands over what the stream says
   * @param end says for certain that the stream is over
   */
  record SessionLine(Consumer<ClientMessage> say, Runnable end) {}

  private final String id;
  private final StreamKey key;
  private final StreamOffer offer;
  private final StreamChoice choice;
  private final StreamIce ice;
  private final String source;
  private final Consumer<StreamSeat> whenGone;
  private final CompletableFuture<String> answer = new CompletableFuture<>();

  private State state = State.ENTERING;
  private SessionLine line;
  private String seat;
  private Programme programme;

  /**
   * A stream that has not asked for a seat yet.
   *
   * @param id names the resource; random, as it stands in an address
   * @param iceSession names the ICE session; random
   * @param choice what it is to be shown, if it views
   * @param source address and port of the client
   * @param whenGone called once, when it is over
   */
  StreamSeat(
      String id,
      String iceSession,
      StreamKey key,
      StreamOffer offer,
      StreamChoice choice,
      String source,
      Consumer<StreamSeat> whenGone) {
    this.id = id;
    this.ice = new StreamIce(iceSession, offer);
    this.key = key;
    this.offer = offer;
    this.choice = choice;
    this.source = source;
    this.whenGone = whenGone;
  }

  /** Names the resource. */
  public String id() {
    return id;
  }

  /** What opened it. */
  public StreamKey key() {
    return key;
  }

  /** The seat in the live session; null before there is one. */
  public synchronized String seat() {
    return seat;
  }

  /** The entity tag of its ICE session (RFC 9725, section 4.3.1), with its quotes. */
  public synchronized String tag() {
    return ice.tag();
  }

  /** The answer to the offer; fails with {@link StreamRefused}. */
  public CompletionStage<String> answer() {
    return answer.minimalCompletionStage();
  }

  @Override
  public String source() {
    return source;
  }

  /** A session decides about the seat, and is reached this way. */
  synchronized void entered(SessionLine to) {
    line = to;
    if (state == State.GONE) {
      line.end().run();
    } else if (seat != null) {
      makeOffer();
    }
  }

  @Override
  public synchronized void send(Frame frame) {
    if (state == State.GONE) {
      return;
    }
    switch (frame.message()) {
      case ServerMessage.SeatTaken taken -> taken(taken);
      case ServerMessage.Answer again when state == State.ANSWERED -> restarted(again.sdp());
      case ServerMessage.Answer answered -> answered(answered.sdp());
      case ServerMessage.Failed failed when OFFER.equals(failed.replyTo()) -> failed(failed);
      case ServerMessage.MediaLost lost -> end();
      case ServerMessage news -> hear(news);
    }
  }

  @Override
  public synchronized void finish(Frame last) {
    gone(refusal(last == null ? null : last.message()));
  }

  private void taken(ServerMessage.SeatTaken taken) {
    seat = taken.seat();
    programme = key.scope() == StreamScope.VIEW ? new Programme(seat, choice) : null;
    if (line != null) {
      makeOffer();
    }
  }

  private void makeOffer() {
    state = State.OFFERED;
    // Not told what is what, the media node takes sound for the microphone, pictures for the
    // camera.
    line.say().accept(new ClientMessage.Offer(OFFER, offer.sdp(), List.of()));
  }

  private void answered(String sdp) {
    if (key.scope() == StreamScope.PUBLISH && rejectsSection(sdp)) {
      // RFC 9725, section 4.4.3: half a stream would mislead whoever sends it.
      leave(
          new StreamRefused(
              Reason.UNUSABLE_OFFER,
              "Of sound or picture of the offer no codec is spoken here, or not that way."));
      return;
    }
    state = State.ANSWERED;
    ice.begun(sdp);
    answer.complete(sdp);
    show();
  }

  /** RFC 8829, section 5.3.1: a section is rejected by port 0. */
  private static boolean rejectsSection(String sdp) {
    return sdp.lines()
        .anyMatch(line -> line.startsWith("m=audio 0 ") || line.startsWith("m=video 0 "));
  }

  private void hear(ServerMessage news) {
    if (programme != null && programme.hear(news) && state == State.ANSWERED) {
      show();
    }
  }

  private void show() {
    if (programme != null) {
      line.say().accept(new ClientMessage.View(null, programme.view()));
    }
  }

  /** Its media may have been lost a moment before: then the answer is to an offer anew. */
  private void restarted(String sdp) {
    if (!ice.answered(sdp)) {
      leave(new StreamRefused(Reason.GONE, "The stream has lost its media; offer it anew."));
    }
  }

  /** Without an answer there is no stream; without a restart it goes on as it was. */
  private void failed(ServerMessage.Failed failed) {
    if (state == State.ANSWERED) {
      ice.refused(refusal(failed));
    } else {
      leave(refusal(failed));
    }
  }

  /**
   * A request about the ICE session (RFC 9725, section 4.3).
   *
   * @param ifMatch the request's If-Match
   * @return where ICE is restarted: what our side tells of the new session, once it has begun; it
   *     fails with {@link StreamRefused}. Empty: candidates, which are heard
   * @throws StreamRefused when it is neither; the stream goes on
   */
  public synchronized Optional<CompletionStage<String>> patch(
      Optional<String> ifMatch, String fragment) {
    if (state != State.ANSWERED) {
      throw new StreamRefused(Reason.GONE, "The stream is over.");
    }
    return ice.patch(ifMatch, fragment)
        .map(
            again -> {
              line.say().accept(new ClientMessage.Offer(OFFER, again, List.of()));
              return ice.restarted();
            });
  }

  /** The stream is over, because its client says so or cannot be reached; again: nothing. */
  public synchronized void end() {
    leave(new StreamRefused(Reason.GONE, "The stream was ended before it was answered."));
  }

  private void leave(StreamRefused why) {
    if (state != State.GONE) {
      if (line != null) {
        line.end().run();
      }
      gone(why);
    }
  }

  private void gone(StreamRefused why) {
    if (state != State.GONE) {
      state = State.GONE;
      answer.completeExceptionally(why);
      ice.refused(why);
      whenGone.accept(this);
    }
  }

  private static StreamRefused refusal(ServerMessage last) {
    return switch (last) {
      case ServerMessage.Failed failed -> new StreamRefused(reason(failed), text(failed.message()));
      case null, default -> new StreamRefused(Reason.GONE, "The stream's seat is gone.");
    };
  }

  private static Reason reason(ServerMessage.Failed failed) {
    return switch (failed.code()) {
      case BAD_OFFER -> Reason.UNUSABLE_OFFER;
      case LOCKED -> Reason.LOCKED;
      case ROOM_FULL -> Reason.FULL;
      case FORBIDDEN -> Reason.REMOVED;
      case NOT_FOUND -> Reason.GONE;
      case SEAT_GONE -> Reason.SESSION_OVER;
      default -> Reason.BUSY;
    };
  }

  /** As a sentence. */
  private static String text(String why) {
    return why.isEmpty() ? why : Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
  }
}
