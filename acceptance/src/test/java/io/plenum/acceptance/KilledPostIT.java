package io.plenum.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.acceptance.StallingMailServer.Silence;
import io.plenum.acceptance.StallingMailServer.Taken;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The server is killed while it sends invitations, at the two points that matter: before the mail
 * server has taken a letter, and after, but before it has said so. In between nobody can know (RFC
 * 5321 section 4.5.4.1): a copy is sent, and can be told by its Message-ID, UID and SEQUENCE.
 */
@Tag("M-8a")
class KilledPostIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** Long enough for a letter that should not come. */
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final List<String> FIRST = List.of("ann@b.example", "bob@b.example");
  private static final List<String> SECOND = List.of("cy@b.example", "dora@b.example");

  @AutoClose private final StallingMailServer mail = new StallingMailServer();
  @AutoClose private ServerProcess server;
  private Organizer organizer;
  private String invites;

  KilledPostIT() throws IOException {}

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.start("killed-post", mail.settings());
    organizer = new Organizer(server);
    String meeting =
        """
        {"name": "Weekly", "schedule":
          {"start": "2030-03-04T09:00", "durationMinutes": 60, "timeZone": "Europe/Berlin"}}\
        """;
    invites =
        "/meetings/" + organizer.make("/meetings", meeting).get("id").getAsString() + "/invites";
  }

  @Test
  void eachInvitedPersonHears_andACopyIsToldByItsNames() throws IOException {
    inviteAndKill(FIRST, Silence.AT_RECIPIENT);
    Eventually.holds("the first are written to", SOON, () -> letters().keySet().containsAll(FIRST));
    inviteAndKill(SECOND, Silence.AFTER_CONTENT);
    Eventually.holds("copies come", SOON, () -> mail.taken().size() == 6);
    Eventually.pause(QUIET);

    Map<String, List<Taken>> letters = letters();
    assertThat(letters.keySet())
        .containsExactlyInAnyOrder(
            "ann@b.example", "bob@b.example", "cy@b.example", "dora@b.example");
    FIRST.forEach(person -> assertThat(letters.get(person)).hasSize(1));
    SECOND.forEach(
        person -> {
          assertThat(letters.get(person)).hasSize(2);
          Taken one = letters.get(person).getFirst();
          assertThat(letters.get(person)).allMatch(one::equals);
          assertThat(one.calendarValue("UID")).isNotEmpty();
          assertThat(one.calendarValue("SEQUENCE")).isEqualTo("0");
        });
    assertThat(organizer.items(invites)).hasSize(4);
  }

  /** Invites people, kills the server when all letters hang at that point, and starts it again. */
  private void inviteAndKill(List<String> people, Silence where) throws IOException {
    mail.fallSilent(where);
    String list = String.join(",", people.stream().map("{\"email\":\"%s\"}"::formatted).toList());
    organizer.make(invites, "{\"invite\":[" + list + "]}");
    Eventually.holds("they hang", SOON, () -> mail.silences() == people.size());
    server.kill();
    mail.fallSilent(Silence.NEVER);
    server.restart();
  }

  private Map<String, List<Taken>> letters() {
    return mail.taken().stream().collect(groupingBy(Taken::to));
  }
}
