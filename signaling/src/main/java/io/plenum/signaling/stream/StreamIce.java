package io.plenum.signaling.stream;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.sdp.IceFragment;
import io.plenum.signaling.stream.StreamRefused.Reason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ICE session of an answered stream (RFC 9725, section 4.3). What a client finds out after its
 * offer is taken and not needed: an ICE lite agent answers where checks come from. A restart is the
 * first offer again with other credentials; until it is answered the old session goes on.
 *
 * <p>Owned by a {@link StreamSeat}, touched under its lock.
 */
final class StreamIce {
  private static final Pattern UFRAG = Pattern.compile("(?m)^a=ice-ufrag:.*$");
  private static final Pattern PWD = Pattern.compile("(?m)^a=ice-pwd:.*$");

  /** What a client asks for by If-Match when it restarts (RFC 9725, section 4.3.3). */
  private static final String ANY = "*";

  private final String name;
  private final String offer;
  private IceCredentials client;
  private int restarts;

  /** What the client changes to; null while no restart is on its way. */
  private IceCredentials next;

  private CompletableFuture<String> restarted;

  /** Names the session of the server's descriptions; null before the first. */
  private String described;

  /**
   * The first session of a stream.
   *
   * @param name random
   */
  StreamIce(String name, StreamOffer offer) {
    this.name = name;
    this.offer = offer.sdp();
    this.client = offer.ice();
  }

  /** The entity tag (RFC 9725, section 4.3.1), with its quotes: another after each restart. */
  String tag() {
    return '"' + name + (restarts == 0 ? "" : "." + restarts) + '"';
  }

  /**
   * A request about the session.
   *
   * @param ifMatch the request's If-Match
   * @return the offer to make if ICE is to be restarted; empty if the request is heard and done
   * @throws StreamRefused when it is neither; the session goes on
   */
  Optional<String> patch(Optional<String> ifMatch, String fragment) {
    String expected =
        ifMatch.orElseThrow(
            () ->
                new StreamRefused(
                    Reason.NO_ICE_SESSION, "Send the stream's ETag in If-Match, or * to restart."));
    IceCredentials told = read(fragment);
    boolean other = told != null && !told.equals(client);
    if (expected.strip().equals(ANY)) {
      return other ? Optional.of(restart(told)) : Optional.empty();
    }
    if (other || !names(expected)) {
      throw new StreamRefused(
          Reason.OTHER_ICE_SESSION, "This is not the stream's present ICE session.");
    }
    return Optional.empty();
  }

  private static IceCredentials read(String fragment) {
    return switch (IceFragment.parse(fragment)) {
      case IceFragment.Parse.Parsed parsed -> parsed.fragment().ice();
      case IceFragment.Parse.Rejected rejected ->
          throw new StreamRefused(
              Reason.MALFORMED,
              "Line " + rejected.line() + " of the fragment: " + rejected.reason() + ".");
    };
  }

  /** RFC 9110, section 13.1.1: a list of tags, of which one must be ours. */
  private boolean names(String ifMatch) {
    for (String tag : ifMatch.split(",", -1)) {
      if (tag.strip().equals(tag())) {
        return true;
      }
    }
    return false;
  }

  private String restart(IceCredentials credentials) {
    if (next != null) {
      throw new StreamRefused(Reason.BUSY, "The restart before this one is not answered yet.");
    }
    next = credentials;
    restarted = new CompletableFuture<>();
    String ufrag = Matcher.quoteReplacement("a=ice-ufrag:" + credentials.ufrag());
    String pwd = Matcher.quoteReplacement("a=ice-pwd:" + credentials.password());
    return PWD.matcher(UFRAG.matcher(offer).replaceAll(ufrag)).replaceAll(pwd);
  }

  /** What our side tells of the session that a restart began; fails with {@link StreamRefused}. */
  CompletionStage<String> restarted() {
    return restarted.minimalCompletionStage();
  }

  /** The offer is answered. */
  void begun(String sdp) {
    described = session(sdp);
  }

  /**
   * The restart is answered, by a whole description.
   *
   * @return false if it is that of another session, under other keys: then what the client has is
   *     gone
   */
  boolean answered(String sdp) {
    if (!described.equals(session(sdp))) {
      return false;
    }
    if (next != null) {
      client = next;
      restarts++;
      next = null;
      restarted.complete(IceFragment.of(sdp));
    }
    return true;
  }

  /** The first two fields of the origin, user name and session id (RFC 8866, section 5.2). */
  private static String session(String sdp) {
    return sdp.lines()
        .filter(line -> line.startsWith("o="))
        .map(line -> line.split(" ", 3))
        .filter(fields -> fields.length == 3)
        .map(fields -> fields[0] + " " + fields[1])
        .findFirst()
        .orElse("");
  }

  /** The restart comes to nothing. */
  void refused(StreamRefused why) {
    if (next != null) {
      next = null;
      restarted.completeExceptionally(why);
    }
  }
}
