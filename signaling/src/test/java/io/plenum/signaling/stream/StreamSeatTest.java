package io.plenum.signaling.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.session.Frame;
import io.plenum.signaling.stream.StreamRefused.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a stream, told by what it hears and says; no thread, no socket. */
class StreamSeatTest {
  private static final ServerMessage TAKEN =
      new ServerMessage.SeatTaken("seat1", "secret", true, false, false);
  private static final String ANSWER =
      "v=0\r\no=- 77 1 IN IP4 0.0.0.0\r\nm=audio 16384 UDP/TLS/RTP/SAVPF 111\r\n";

  private final List<ClientMessage> said = new ArrayList<>();
  private final List<StreamSeat> gone = new ArrayList<>();
  private int ended;
  private final StreamSeat publisher = stream(StreamScope.PUBLISH, Offers.PUBLISHER);
  private final StreamSeat viewer = stream(StreamScope.VIEW, Offers.VIEWER);

  private StreamSeat stream(StreamScope scope, String offer) {
    return new StreamSeat(
        "r1",
        "ice1",
        Offers.key(scope),
        StreamOffer.read(offer, scope),
        StreamChoice.NONE,
        "192.0.2.1:50000",
        gone::add);
  }

  private StreamSeat.SessionLine line() {
    return new StreamSeat.SessionLine(said::add, () -> ended++);
  }

  private static void tell(StreamSeat stream, ServerMessage... messages) {
    for (ServerMessage message : messages) {
      stream.send(frame(message));
    }
  }

  private static Frame frame(ServerMessage message) {
    return new Frame(message, unasked -> "");
  }

  private static CompletableFuture<String> answer(StreamSeat stream) {
    return stream.answer().toCompletableFuture();
  }

  private static Reason refusal(StreamSeat stream) {
    try {
      answer(stream).getNow(null);
    } catch (CompletionException e) {
      return ((StreamRefused) e.getCause()).reason();
    }
    throw new AssertionError("not refused");
  }

  @Test
  void offers_onceItHasItsSeat_andTellsTheAnswer() {
    publisher.entered(line());
    assertThat(said).isEmpty();

    tell(publisher, TAKEN);
    assertThat(said)
        .singleElement()
        .isInstanceOfSatisfying(
            ClientMessage.Offer.class,
            offer -> assertThat(offer.sdp()).isEqualTo(Offers.PUBLISHER));
    assertThat(answer(publisher)).isNotDone();

    tell(publisher, new ServerMessage.Answer("offer", ANSWER));
    assertThat(answer(publisher)).isCompletedWithValue(ANSWER);
    assertThat(publisher.seat()).isEqualTo("seat1");
    assertThat(gone).isEmpty();
  }

  @Test
  void offersOnceOnly_whenTheSeatIsThereBeforeTheLine() {
    tell(publisher, TAKEN);
    assertThat(said).isEmpty();

    publisher.entered(line());

    assertThat(said).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "LOCKED, LOCKED",
    "ROOM_FULL, FULL",
    "FORBIDDEN, REMOVED",
    "NOT_FOUND, GONE",
    "SEAT_GONE, SESSION_OVER",
    "TOO_MANY_REQUESTS, BUSY",
    "INTERNAL, BUSY"
  })
  void isRefused_whenItGetsNoSeat(ErrorCode code, Reason reason) {
    publisher.finish(frame(new ServerMessage.Failed(null, code, "why")));
    publisher.entered(line());

    assertThat(refusal(publisher)).isEqualTo(reason);
    assertThat(gone).containsExactly(publisher);
    assertThat(said).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"BAD_OFFER, UNUSABLE_OFFER", "MEDIA_UNAVAILABLE, BUSY", "TOO_MANY_REQUESTS, BUSY"})
  void leavesItsSeat_whenTheOfferIsNotAnswered(ErrorCode code, Reason reason) {
    publisher.entered(line());
    tell(publisher, TAKEN, new ServerMessage.Failed("offer", code, "why"));

    assertThat(refusal(publisher)).isEqualTo(reason);
    assertThat(ended).isEqualTo(1);
    assertThat(gone).containsExactly(publisher);
  }

  @Test
  void leavesItsSeat_whenHalfOfWhatItSendsIsRejected() {
    publisher.entered(line());
    tell(
        publisher,
        TAKEN,
        new ServerMessage.Answer("offer", ANSWER + "m=video 0 UDP/TLS/RTP/SAVPF 96\r\n"));

    assertThat(refusal(publisher)).isEqualTo(Reason.UNUSABLE_OFFER);
    assertThat(ended).isEqualTo(1);
  }

  @Test
  void leavesItsSeat_whenItsMediaIsLost() {
    publisher.entered(line());
    tell(publisher, TAKEN, new ServerMessage.Answer("offer", ANSWER));

    tell(publisher, new ServerMessage.MediaLost());

    assertThat(ended).isEqualTo(1);
    assertThat(gone).containsExactly(publisher);
  }

  @Test
  void leavesOnce_howeverOftenItIsEnded() {
    publisher.entered(line());
    tell(publisher, TAKEN, new ServerMessage.Answer("offer", ANSWER));

    publisher.end();
    publisher.end();
    tell(publisher, new ServerMessage.MediaLost(), TAKEN);
    publisher.finish(null);

    assertThat(ended).isEqualTo(1);
    assertThat(gone).containsExactly(publisher);
    assertThat(said).hasSize(1);
  }

  @Test
  void leaves_whenItWasEndedBeforeTheSessionKnewIt() {
    publisher.end();
    assertThat(ended).isZero();

    publisher.entered(line());

    assertThat(ended).isEqualTo(1);
    assertThat(refusal(publisher)).isEqualTo(Reason.GONE);
  }

  @Test
  void isGone_whenSomebodyRemovesIt() {
    publisher.entered(line());
    tell(publisher, TAKEN, new ServerMessage.Answer("offer", ANSWER));

    publisher.finish(frame(new ServerMessage.Removed()));

    assertThat(gone).containsExactly(publisher);
    assertThat(ended).isZero();
  }

  @Test
  void asksForWhatIsToBeSeen_onceItIsAnswered_andWhenItChanges() {
    viewer.entered(line());
    tell(viewer, TAKEN, Offers.room(Offers.person("ann", true, false)));
    assertThat(said).hasSize(1);

    tell(viewer, new ServerMessage.Answer("offer", ANSWER));
    tell(viewer, new ServerMessage.PersonChanged(Offers.person("ben", true, true)));
    tell(viewer, new ServerMessage.Speaker("ann"));
    tell(viewer, new ServerMessage.Speaker("ben"));

    assertThat(said).hasSize(4);
    assertThat(((ClientMessage.View) said.get(1)).what().wishes()).hasSize(1);
    assertThat(((ClientMessage.View) said.getLast()).what().wishes())
        .extracting(wish -> wish.seat() + " " + wish.source())
        .containsExactly(
            "ben " + MediaSource.SCREEN, "ben " + MediaSource.CAMERA, "ann " + MediaSource.CAMERA);
  }

  @Test
  void publisherAsksForNothing() {
    publisher.entered(line());
    tell(publisher, TAKEN, Offers.room(Offers.person("ann", true, false)));
    tell(publisher, new ServerMessage.Answer("offer", ANSWER), new ServerMessage.Speaker("ann"));

    assertThat(said).hasSize(1);
  }

  // --- PATCH (RFC 9725, section 4.3)

  private static final String CANDIDATES =
      """
      a=ice-ufrag:Zp3x
      a=ice-pwd:aN7Qk1VwTz5Rm9LcYb2HsE4u
      m=audio 9 RTP/AVP 0
      a=mid:0
      a=candidate:1 1 udp 2122260223 192.0.2.1 61764 typ host
      a=end-of-candidates
      """;

  private static final String RESTART =
      """
      a=ice-ufrag:ysXw
      a=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k
      """;

  private static final String ANSWER_TO_RESTART =
      """
      v=0\r
      o=- 77 2 IN IP4 0.0.0.0\r
      a=ice-lite\r
      m=audio 16384 UDP/TLS/RTP/SAVPF 111\r
      a=mid:0\r
      a=ice-ufrag:ours\r
      a=ice-pwd:ourPasswordOfTwentyTwo\r
      a=candidate:1 1 udp 2130706431 192.0.2.9 16384 typ host\r
      a=sendrecv\r
      m=video 16384 UDP/TLS/RTP/SAVPF 96\r
      a=mid:1\r
      """;

  private Optional<CompletableFuture<String>> patch(String ifMatch, String fragment) {
    return publisher
        .patch(Optional.ofNullable(ifMatch), fragment)
        .map(CompletionStage::toCompletableFuture);
  }

  private void answered() {
    publisher.entered(line());
    tell(publisher, TAKEN, new ServerMessage.Answer("offer", ANSWER));
    said.clear();
  }

  private static void refused(Reason reason, Runnable patch) {
    assertThatThrownBy(patch::run)
        .isInstanceOfSatisfying(
            StreamRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void hearsCandidates_ofItsIceSession() {
    answered();
    assertThat(patch("\"ice1\"", CANDIDATES)).isEmpty();
    assertThat(patch("\"other\", \"ice1\"", CANDIDATES)).isEmpty();
    assertThat(patch("\"ice1\"", "m=audio 9 RTP/AVP 0\na=candidate:1 1 udp 1 192.0.2.1 9 typ host"))
        .isEmpty();
    assertThat(said).isEmpty();
  }

  @Test
  void refusesCandidates_thatNameNoIceSessionOrAnother() {
    answered();
    refused(Reason.NO_ICE_SESSION, () -> patch(null, CANDIDATES));
    refused(Reason.OTHER_ICE_SESSION, () -> patch("\"ice2\"", CANDIDATES));
    refused(Reason.OTHER_ICE_SESSION, () -> patch("W/\"ice1\"", CANDIDATES));
    refused(Reason.OTHER_ICE_SESSION, () -> patch("\"ice1\"", RESTART));
  }

  @Test
  void restartsIce_byOfferingTheSameAgain_withOtherCredentials() {
    answered();
    CompletableFuture<String> restarted = patch("*", RESTART).orElseThrow();
    String again = ((ClientMessage.Offer) said.getLast()).sdp();
    assertThat(again.lines().toList())
        .contains("a=ice-ufrag:ysXw", "a=ice-pwd:vw5LmwG4y/e6dPP/zAP9Gp5k")
        .doesNotContain("a=ice-ufrag:Zp3x")
        .hasSameSizeAs(Offers.PUBLISHER.lines().toList());
    assertThat(restarted).isNotDone();
    assertThat(publisher.tag()).isEqualTo("\"ice1\"");

    tell(publisher, new ServerMessage.Answer("offer", ANSWER_TO_RESTART));
    assertThat(restarted.join().lines())
        .containsExactly(
            "a=ice-lite",
            "m=audio 16384 UDP/TLS/RTP/SAVPF 111",
            "a=mid:0",
            "a=ice-ufrag:ours",
            "a=ice-pwd:ourPasswordOfTwentyTwo",
            "a=candidate:1 1 udp 2130706431 192.0.2.9 16384 typ host");
    assertThat(publisher.tag()).isEqualTo("\"ice1.1\"");
    refused(Reason.OTHER_ICE_SESSION, () -> patch("\"ice1\"", CANDIDATES));
    assertThat(patch("\"ice1.1\"", RESTART)).isEmpty();
  }

  @Test
  void goesOnAsItWas_whenARestartIsRefused() {
    answered();
    CompletableFuture<String> restarted = patch("*", RESTART).orElseThrow();
    refused(Reason.BUSY, () -> patch("*", RESTART));
    tell(publisher, new ServerMessage.Failed("offer", ErrorCode.BAD_OFFER, "no"));
    assertThat(restarted).isCompletedExceptionally();
    assertThat(gone).isEmpty();
    assertThat(publisher.tag()).isEqualTo("\"ice1\"");
    assertThat(patch("*", RESTART)).isPresent();
  }

  @Test
  void ends_whenARestartFindsItsMediaLost() {
    answered();
    CompletableFuture<String> restarted = patch("*", RESTART).orElseThrow();
    tell(
        publisher,
        new ServerMessage.Answer("offer", ANSWER_TO_RESTART.replace("o=- 77", "o=- 78")));
    assertThat(restarted).isCompletedExceptionally();
    assertThat(gone).containsExactly(publisher);
    assertThat(ended).isEqualTo(1);
  }

  @Test
  void endsTheRestart_whenTheStreamEnds() {
    answered();
    CompletableFuture<String> restarted = patch("*", RESTART).orElseThrow();
    publisher.end();
    assertThat(restarted).isCompletedExceptionally();
    refused(Reason.GONE, () -> patch("*", RESTART));
  }

  @Test
  void refusesWhatIsNoFragment() {
    answered();
    refused(Reason.MALFORMED, () -> patch("\"ice1\"", "{}"));
    refused(Reason.MALFORMED, () -> patch("*", ""));
  }
}
