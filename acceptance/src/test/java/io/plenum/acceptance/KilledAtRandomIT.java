package io.plenum.acceptance;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.plenum.acceptance.StallingMailServer.Taken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The server is killed at random moments while people upload, chat, refresh, invite and delete, and
 * started again: what was answered holds, what was not is there whole or not at all, nothing is
 * there twice. {@code -Dplenum.kill.rounds} (of some eight seconds) and {@code -Dplenum.kill.seed}
 * say how often and when.
 */
@Tag("C-2a")
@Tag("M-5c")
@Tag("M-8a")
@Tag("I-4a")
class KilledAtRandomIT {
  private static final int ROUNDS = Integer.getInteger("plenum.kill.rounds", 2);
  private static final long SEED = Long.getLong("plenum.kill.seed", System.nanoTime());

  /** Between a request and its answer lie some milliseconds; the longest round does each often. */
  private static final int LONGEST_MS = 1_500;

  private static final Duration SOON = Duration.ofSeconds(20);

  /** Below the pace of chat (docs/protocol.md section 2). */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final int FILE_BYTES = 100_000;

  @AutoClose private final StallingMailServer mail = new StallingMailServer();
  @AutoClose private ServerProcess server;
  private Organizer organizer;
  private String meeting;

  private final AtomicInteger numbers = new AtomicInteger();
  private final Queue<String> filesAdded = new ConcurrentLinkedQueue<>();
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final Queue<String> invited = new ConcurrentLinkedQueue<>();

  /**
   * Ids of meetings that hold one message and one file, and whether their deletion was answered.
   */
  private final Map<String, Boolean> deletions = new ConcurrentHashMap<>();

  KilledAtRandomIT() throws IOException {}

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.start("killed-at-random", mail.settings());
    organizer = new Organizer(server);
    meeting = organizer.make("/meetings", "{\"name\":\"Weekly\"}").get("id").getAsString();
  }

  @Test
  void whatWasAnsweredHolds_andNothingIsHalfOrTwice() throws Exception {
    System.out.printf("-Dplenum.kill.rounds=%d -Dplenum.kill.seed=%d%n", ROUNDS, SEED);
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      killWhileBusy(Duration.ofMillis(random.nextInt(LONGEST_MS)));
      organizer.refresh();
      filesAreWhole();
      chatIsWhole();
      deletionsAreWhole();
    }
    eachInvitedPersonHasOneLetter();
    System.out.printf(
        "killed %d times: %d files, %d messages, %d invitations, %d deletions%n",
        ROUNDS, filesAdded.size(), said.size(), invited.size(), deletions.size());
  }

  /** One thing that somebody does again and again until the server is dead. */
  @FunctionalInterface
  private interface Act {
    void once() throws IOException;
  }

  private void killWhileBusy(Duration time) throws Exception {
    List<Act> acts =
        List.of(organizer::refresh, this::upload, this::say, this::invite, this::makeAndDelete);
    List<Future<Void>> busy;
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      busy = acts.stream().map(act -> people.submit(() -> untilDead(act))).toList();
      Eventually.pause(time);
      server.kill();
    }
    for (Future<Void> each : busy) {
      each.get();
    }
    server.restart();
  }

  private static Void untilDead(Act act) {
    try {
      while (true) {
        act.once();
        Eventually.pause(PAUSE);
      }
    } catch (IOException dead) {
      return null;
    }
  }

  private static boolean done(HttpResponse<String> answer) {
    return answer.statusCode() / 100 == 2;
  }

  private static String id(HttpResponse<String> answer) {
    return Organizer.json(answer).getAsJsonObject().get("id").getAsString();
  }

  private byte[] content(int number) {
    byte[] content = new byte[FILE_BYTES];
    new Random(number).nextBytes(content);
    return content;
  }

  private void upload() throws IOException {
    int number = numbers.incrementAndGet();
    HttpResponse<String> answer = organizer.upload(meeting, "file" + number, content(number));
    if (done(answer)) {
      filesAdded.add(id(answer));
    }
  }

  private void say() throws IOException {
    String text = "message " + numbers.incrementAndGet();
    String body = "{\"text\":\"" + text + "\"}";
    if (done(organizer.call("POST", "/meetings/" + meeting + "/messages", body))) {
      said.add(text);
    }
  }

  private void invite() throws IOException {
    String person = "person" + numbers.incrementAndGet() + "@b.example";
    String body = "{\"invite\":[{\"email\":\"" + person + "\"}]}";
    if (done(organizer.call("POST", "/meetings/" + meeting + "/invites", body))) {
      invited.add(person);
    }
  }

  private void makeAndDelete() throws IOException {
    HttpResponse<String> made = organizer.call("POST", "/meetings", "{\"name\":\"Short\"}");
    if (!done(made)) {
      return;
    }
    String id = id(made);
    boolean furnished =
        done(organizer.call("POST", "/meetings/" + id + "/messages", "{\"text\":\"hello\"}"))
            && done(organizer.upload(id, "one", content(1)));
    if (furnished) {
      deletions.put(id, false);
      if (done(organizer.call("DELETE", "/meetings/" + id, null))) {
        deletions.put(id, true);
      }
    }
  }

  private void filesAreWhole() throws Exception {
    List<JsonObject> files = organizer.items("/meetings/" + meeting + "/files");
    assertThat(ids(files)).containsAll(filesAdded).hasSameSizeAs(files);
    for (JsonObject file : files) {
      byte[] content = organizer.fetch(meeting, file.get("id").getAsString());
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(content);
      assertThat(HexFormat.of().formatHex(sha256)).isEqualTo(file.get("sha256").getAsString());
      assertThat(content).hasSize(FILE_BYTES);
    }
    Eventually.holds("each object is a file's", SOON, () -> server.objectFiles() == listedFiles());
  }

  private long listedFiles() {
    try {
      long count = 0;
      for (JsonObject one : organizer.items("/meetings")) {
        count += organizer.items("/meetings/" + one.get("id").getAsString() + "/files").size();
      }
      return count;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void chatIsWhole() throws IOException {
    List<JsonObject> messages = organizer.items("/meetings/" + meeting + "/messages");
    assertThat(messages.stream().map(it -> it.get("text").getAsString()))
        .doesNotHaveDuplicates()
        .containsAll(said);
    assertThat(messages.reversed().stream().map(it -> it.get("id").getAsInt()))
        .containsExactlyElementsOf(
            java.util.stream.IntStream.rangeClosed(1, messages.size()).boxed().toList());
  }

  private void deletionsAreWhole() throws IOException {
    for (Map.Entry<String, Boolean> each : deletions.entrySet()) {
      String path = "/meetings/" + each.getKey();
      int status = organizer.status(path);
      assertThat(status).isIn(each.getValue() ? Set.of(404) : Set.of(200, 404));
      if (status == 200) {
        assertThat(organizer.items(path + "/messages")).hasSize(1);
        assertThat(organizer.items(path + "/files")).hasSize(1);
      }
    }
  }

  private void eachInvitedPersonHasOneLetter() throws IOException {
    Set<String> listed =
        organizer.items("/meetings/" + meeting + "/invites").stream()
            .map(invite -> invite.get("email").getAsString())
            .collect(toSet());
    assertThat(listed).containsAll(invited);
    Eventually.holds(
        "everybody invited has heard",
        SOON,
        () -> mail.taken().stream().map(Taken::to).collect(toSet()).equals(listed));
    Map<String, Set<Taken>> letters =
        mail.taken().stream().collect(Collectors.groupingBy(Taken::to, toSet()));
    assertThat(letters.values()).as("copies are the same letter").allMatch(set -> set.size() == 1);
  }

  private static Set<String> ids(List<JsonObject> items) {
    return items.stream().map(item -> item.get("id").getAsString()).collect(toSet());
  }
}
