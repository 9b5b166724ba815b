package io.plenum.bench;

import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.loop.LoopSnapshot;
import io.plenum.sfu.loop.MediaConfig;
import io.plenum.sfu.loop.MediaPath;
import io.plenum.sfu.loop.MediaServer;
import io.plenum.sfu.loop.ParticipantListener;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.sfu.net.EdgeCounters;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * The media server under load, alone in its process and on one loop. It is told what to do on
 * standard input and answers on standard output, one line each; its log goes to standard error. It
 * ends with its input. SENDS are messages that the kernel took, by their number of datagrams
 * ({@link EdgeCounters#SEND_SIZES}), separated by commas. Its arguments are the cheapest path of
 * datagrams that it may use, the provider of its ciphers, and the address of its sockets (else
 * loopback).
 *
 * <pre>
 *  (start)                              ready
 *  join ROOM PARTICIPANT OFFER          answer SDP | refused REASON       texts in Base64
 *  leave ROOM PARTICIPANT               left
 *  sample                               sample AT_NS DATAGRAMS_IN DATAGRAMS_OUT SENDS
 *  heap                                 heap USED_BYTES COMMITTED_BYTES      after a collection
 * </pre>
 */
public final class ForwardingServer {
  private static final Map<String, Source> SOURCES =
      Map.of("m", Source.MICROPHONE, "c", Source.CAMERA);
  private static final Set<Source> ALLOWED = EnumSet.copyOf(SOURCES.values());
  private static final long JOIN_SECONDS = 10;

  /** Pace of looking for new figures, which bounds how late a sample is told. */
  private static final long LOOK_MS = 2;

  private final MediaServer server;
  private final PrintStream replies;

  private ForwardingServer(MediaServer server, PrintStream replies) {
    this.server = server;
    this.replies = replies;
  }

  /** Serves until standard input ends. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream replies = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // before the first line of log
    InetAddress address =
        arguments.length > 2
            ? InetAddress.getByName(arguments[2])
            : InetAddress.getLoopbackAddress();
    DatagramPath path = DatagramPath.valueOf(arguments[0]);
    MediaConfig config =
        new MediaConfig(
            List.of(address),
            Optional.empty(),
            0,
            false,
            List.of(),
            1,
            path,
            MediaConfig.USUAL_SPLIT_AT,
            Optional.of(CipherProvider.valueOf(arguments[1])));
    try (MediaServer server = MediaServer.start(config);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      replies.println("ready");
      new ForwardingServer(server, replies).serve(orders);
    }
  }

  private void serve(BufferedReader orders) throws IOException, InterruptedException {
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      List<String> words = List.of(line.split(" ", -1));
      switch (words.getFirst()) {
        case "join" -> join(words.get(1), words.get(2), decoded(words.get(3)));
        case "leave" -> leave(words.get(1), words.get(2));
        case "sample" -> sample();
        case "heap" -> heap();
        default -> throw new IOException("no such order: " + words.getFirst());
      }
    }
  }

  private void join(String room, String participant, String offer) throws InterruptedException {
    ParticipantId id = new ParticipantId(participant);
    try {
      String answer =
          server
              .join(room, id, offer, SOURCES, ALLOWED, new Unheard())
              .get(JOIN_SECONDS, TimeUnit.SECONDS);
      replies.println("answer " + encoded(answer));
    } catch (ExecutionException | TimeoutException refusal) {
      replies.println("refused " + encoded(refusal.toString()));
    }
  }

  private void leave(String room, String participant) {
    server.leave(room, new ParticipantId(participant));
    replies.println("left");
  }

  @SuppressWarnings("SystemGc") // it is asked whether memory is kept, not how it is collected
  private void heap() {
    System.gc();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    replies.println("heap " + heap.getUsed() + ' ' + heap.getCommitted());
  }

  /** Tells the next figures as soon as the loop has made them. */
  private void sample() throws IOException, InterruptedException {
    long toldNs = figures().atNs();
    LoopSnapshot next = figures();
    while (next.atNs() == toldNs) {
      if (!server.running()) {
        throw new IOException("the media loop has ended");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MS);
      next = figures();
    }
    String sends =
        next.sends().messages().stream().map(String::valueOf).collect(Collectors.joining(","));
    replies.println(
        "sample "
            + next.atNs()
            + ' '
            + next.datagramsIn()
            + ' '
            + next.datagramsOut()
            + ' '
            + sends);
  }

  private LoopSnapshot figures() {
    return server.snapshot().loops().getFirst();
  }

  /** {@code text} as one word. */
  static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The text of a word. */
  static String decoded(String word) {
    return new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
  }

  /** Nobody asks what happens to a participant: the load sees it by what it receives. */
  private static final class Unheard implements ParticipantListener {
    @Override
    public void connected(MediaPath pathOrNull) {}

    @Override
    public void lost() {}

    @Override
    public void slots(List<SlotMeaning> all) {}

    @Override
    public void watched(Watched watched) {}

    @Override
    public void trouble(Spell spell) {}

    @Override
    public void speaker(ParticipantId participantOrNull) {}
  }
}
