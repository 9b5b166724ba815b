package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A meeting's space in the browser, and that a live session shows the same. */
@NeedsTool(Tool.CHROMIUM)
class SpaceIT {
  private static final String EMAIL = "charles@example.org";

  /** The id of what has the keyboard, in whichever shadow. */
  private static final String FOCUSED =
      """
      () => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) {
          element = element.shadowRoot.activeElement;
        }
        return element?.id ?? '';
      }\
      """;

  private static final byte[] PLAN = "the plan, word for word".getBytes(StandardCharsets.UTF_8);

  @AutoClose private Scene scene;
  private String code;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("space");
    scene.addUser("Charles Babbage", EMAIL);
    code = scene.meeting("Quarterly figures");
  }

  private Person organizerInSpace() {
    return inSpace(scene.organizer());
  }

  private Person charlesInSpace() {
    return inSpace(scene.person().signIn(EMAIL));
  }

  private Person inSpace(Person person) {
    person.open("/m/" + code).sees("chat-empty");
    return person;
  }

  private static FilePayload plan() {
    return new FilePayload("plan.txt", "text/plain", PLAN);
  }

  private static byte[] contentOf(Download download) throws IOException {
    return Files.readAllBytes(download.path());
  }

  @Test
  @Tag("M-4")
  @Tag("C-1b")
  @Tag("C-1c")
  @Tag("C-1d")
  void peopleChatBeforeAnySession_andSeeEachOtherAtOnce() {
    Person olga = organizerInSpace();
    PageLook.check(olga, "space-new");
    Person charles = charlesInSpace();
    olga.say("Shall we meet at **noon**?");
    charles.reads("Shall we meet at noon?");

    charles.message("noon").getByTestId("chat-reply").click();
    charles.say("Yes, with https://example.org/figures");
    olga.reads("Yes, with");
    assertThat(olga.at("chat-quote").textContent()).contains("Shall we meet");

    olga.message("Shall we meet at noon?").first().getByTestId("chat-edit").click();
    olga.say("Shall we meet at **one**?");
    charles.reads("Shall we meet at one?");
    olga.message("at one?").first().getByTestId("chat-delete").click();
    olga.at("chat-delete-confirm").click();
    charles.reads("This message was deleted");
    assertThat(charles.at("chat-quote").textContent()).contains("noon");
    PageLook.check(charles, "space-chat");
    assertThat(olga.mistakes()).isEmpty();
  }

  @Test
  @Tag("M-4")
  @Tag("C-2b")
  @Tag("C-2c")
  void peopleShareFilesBeforeAnySession() throws IOException {
    Person olga = organizerInSpace();
    Person charles = charlesInSpace();
    olga.at("tab-files").click();
    charles.at("tab-files").click();
    charles.sees("no-files");
    PageLook.check(charles, "space-no-files");
    olga.at("file-choose").setInputFiles(plan());
    charles.sees("file");
    charles.sees("chat-file");

    Download download = charles.page().waitForDownload(() -> charles.at("file-fetch").click());
    assertThat(download.suggestedFilename()).isEqualTo("plan.txt");
    assertThat(contentOf(download)).isEqualTo(PLAN);
    assertThat(charles.at("file-delete").count()).as("what is not one's own").isZero();
    PageLook.check(olga, "space-files");

    olga.at("file-delete").click();
    olga.sees("file-delete-confirm");
    PageLook.check(olga, "space-delete-file");
    olga.at("file-delete-confirm").click();
    charles.sees("no-files");
    charles.reads("This file was deleted");
    assertThat(olga.mistakes()).isEmpty();
  }

  @Test
  @Tag("X-12")
  void theOrganizerMakesAndEndsStreamKeys_byKeyboardToo() {
    Person olga = organizerInSpace();
    olga.at("space-streams").click();
    olga.sees("no-streams");
    PageLook.check(olga, "streams-none");
    olga.at("stream-name").focus();
    olga.page().keyboard().type("Stage camera");
    olga.page().keyboard().press("Enter");
    olga.sees("stream-made");
    String secret = olga.at("stream-secret").innerText();
    assertThat(secret).hasSizeGreaterThan(40);
    assertThat(olga.at("stream-url").innerText()).endsWith("/api/v1/whip");
    assertThat(olga.page().evaluate(FOCUSED)).as("where the reader goes on").isEqualTo("made");
    PageLook.check(olga, "streams-made");

    olga.at("stream-name")
        .fill("A wall of screens in the lobby of the house in Great Portland Street");
    olga.at("stream-scope").selectOption("view");
    olga.at("stream-hours").selectOption("168");
    olga.at("stream-make").click();
    olga.sees("stream-made");
    assertThat(olga.at("stream-url").innerText()).endsWith("/api/v1/whep");
    assertThat(olga.at("stream-secret").allInnerTexts()).as("shown once").doesNotContain(secret);
    assertThat(olga.at("stream-key").count()).isEqualTo(2);
    PageLook.check(olga, "streams");

    olga.at("stream-end").first().click();
    olga.sees("confirm");
    PageLook.check(olga, "streams-end");
    olga.at("confirm").click();
    Eventually.holds("one is left", Person.PATIENCE, () -> olga.at("stream-key").count() == 1);
    assertThat(olga.page().evaluate(FOCUSED)).isEqualTo("title");
    assertThat(olga.at("stream-key").innerText()).contains("A wall of screens");
    olga.page().reload();
    olga.sees("stream-key");
    assertThat(olga.at("stream-made").count()).isZero();

    Person charles = scene.person().signIn(EMAIL);
    charles.open("/m/" + code + "/streams").sees("streams-missing");
    assertThat(olga.mistakes()).isEmpty();
  }

  @Test
  @Tag("C-2a")
  void anUploadThatIsCancelled_leavesNothing() {
    Person olga = organizerInSpace();
    olga.at("tab-files").click();
    olga.page().route("**/files?name=*", route -> {});
    olga.at("file-choose").setInputFiles(plan());
    olga.sees("transfer");
    PageLook.check(olga, "space-uploading");
    olga.at("transfer-cancel").click();
    olga.seesNo("transfer");
    olga.sees("no-files");
  }

  @Test
  @Tag("M-10")
  @Tag("M-1b")
  @Tag("C-3")
  void aLiveSessionAndTheSpaceShowTheSame() throws IOException {
    Person charles = charlesInSpace();
    Person olga = scene.organizer().join(code);
    olga.sees("alone");
    charles.sees("space-live");
    charles.say("Written in the space");
    olga.reads("Written in the space");
    olga.say("Written in the session");
    charles.reads("Written in the session");

    Person guest = scene.admitted(olga, code, "Gustav Guest");
    guest.reads("Written in the space");
    guest.at("tab-files").click();
    guest.at("file-choose").setInputFiles(plan());
    guest.sees("file");
    PageLook.check(guest, "meeting-files");
    charles.sees("chat-file");
    Download download = charles.page().waitForDownload(() -> charles.at("chat-file").click());
    assertThat(contentOf(download)).isEqualTo(PLAN);
    guest.at("file-delete").click();
    guest.at("file-delete-confirm").click();
    charles.reads("This file was deleted");

    charles.at("tab-sessions").click();
    charles.sees("session");
    PageLook.check(charles, "space-sessions");
    olga.at("leave").click();
    olga.at("end-for-all").click();
    charles.seesNo("space-live");
    assertThat(charles.at("session").textContent()).contains("Gustav Guest");
    assertThat(charles.mistakes()).isEmpty();
  }

  @Test
  @Tag("M-8c")
  @Tag("X-18")
  void peopleAreInvited_beforeAndDuringASession() {
    Person olga = organizerInSpace();
    olga.at("tab-people").click();
    olga.at("invite-emails").fill("nobody");
    olga.at("invite-submit").click();
    olga.sees("invite-error");
    olga.at("invite-emails").fill("Ada <ada@example.org>, " + EMAIL);
    olga.at("invite-submit").click();
    olga.sees("invite-done");
    assertThat(olga.at("invite").allTextContents()).anyMatch(text -> text.contains("Charles"));
    PageLook.check(olga, "space-people");
    olga.at("invite-remove").first().click();
    olga.at("invite-remove-confirm").click();
    Eventually.holds("one is left", Person.PATIENCE, () -> olga.at("invite").count() == 1);

    olga.join(code).sees("alone");
    olga.toggle("people");
    olga.at("invite-open").click();
    olga.at("invite-emails").fill("late@example.org");
    olga.at("invite-submit").click();
    olga.sees("invite-done");
    PageLook.check(olga, "meeting-invite");
    assertThat(olga.mistakes()).isEmpty();
  }

  @Test
  @Tag("M-5c")
  @Tag("X-12")
  void whoLooks_isTold_whenTheMeetingIsDeleted() {
    Person charles = charlesInSpace();
    Person olga = organizerInSpace();
    assertThat(charles.at("space-delete").count()).as("not the organizer").isZero();
    olga.at("space-delete").click();
    olga.sees("meeting-delete-confirm");
    PageLook.check(olga, "space-delete");
    olga.at("meeting-delete-confirm").click();
    olga.sees("no-meetings");
    charles.sees("space-error");
    PageLook.check(charles, "space-gone");
  }
}
