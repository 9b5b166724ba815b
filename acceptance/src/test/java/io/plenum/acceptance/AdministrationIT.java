package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What administrators do in the browser: account settings, integrations, the audit log. */
@NeedsTool(Tool.CHROMIUM)
class AdministrationIT {
  private static final String EMAIL = "charles@example.org";

  @AutoClose private Scene scene;
  private Person olga;

  @BeforeEach
  void openScene() throws IOException {
    scene = Scene.open("administration");
    olga = scene.organizer();
  }

  @Test
  @Tag("X-20")
  @Tag("C-1b")
  void chatEditingIsSwitchedOff_andNobodyIsOfferedIt() {
    String code = scene.meeting("Quarterly figures");
    olga.at("people-link").click();
    olga.at("admin-account").click();
    olga.sees("account-save");
    PageLook.check(olga, "account");
    olga.at("account-chatEditing").uncheck();
    olga.at("account-chatKeptDays").fill("365");
    olga.at("account-save").click();
    Eventually.holds(
        "it is saved",
        Person.PATIENCE,
        () -> olga.at("account-saved").textContent().equals("Saved"));

    olga.open("/m/" + code).sees("chat-empty");
    olga.say("Final words");
    olga.reads("Final words");
    assertThat(olga.at("chat-edit").count()).isZero();
    assertThat(olga.mistakes()).isEmpty();
  }

  @Test
  @Tag("X-20")
  @Tag("I-5")
  void secretsOfIntegrationsAreShownOnce() {
    olga.open("/integrations").sees("webhook-add");
    PageLook.check(olga, "integrations-empty");
    olga.at("webhook-url").fill("https://hooks.example.org/plenum");
    olga.at("event-meeting.created").check();
    olga.at("webhook-add").click();
    olga.sees("webhook");
    assertThat(olga.at("secret").textContent()).startsWith("whsec_");
    olga.at("client-name").fill("Room booking");
    olga.at("scope-meetings:read").check();
    olga.at("client-add").click();
    olga.sees("client");
    PageLook.check(olga, "integrations");

    olga.page().reload();
    olga.sees("client");
    olga.sees("webhook");
    assertThat(olga.at("secret").count()).isZero();
    olga.menuOf("Room booking", "delete");
    olga.at("confirm").click();
    olga.seesNo("client");
    assertThat(olga.mistakes()).isEmpty();
  }

  @Test
  @Tag("X-21")
  @Tag("A-2d")
  void theAuditLogIsFiltered_exported_andVerified() throws IOException {
    scene.meeting("Quarterly figures");
    olga.open("/audit").sees("entry");
    PageLook.check(olga, "audit");
    olga.at("audit-kind").selectOption("meeting-created");
    olga.at("audit-show").click();
    Eventually.holds("one entry fits", Person.PATIENCE, () -> olga.at("entry").count() == 1);
    olga.at("entry").locator("summary").click();
    olga.sees("audit-only-meeting");
    PageLook.check(olga, "audit-entry");

    Download lines = olga.page().waitForDownload(() -> olga.at("audit-jsonl").click());
    assertThat(Files.readAllLines(lines.path())).singleElement().asString().contains("\"hash\"");
    Download table = olga.page().waitForDownload(() -> olga.at("audit-csv").click());
    assertThat(table.suggestedFilename()).isEqualTo("audit.csv");
    olga.at("audit-verify").click();
    olga.sees("audit-whole");
    PageLook.check(olga, "audit-whole");
    assertThat(olga.mistakes()).isEmpty();
  }

  @Test
  @Tag("X-20")
  @Tag("X-21")
  void whoIsNoAdministrator_isShownNothing() {
    scene.addUser("Charles Babbage", EMAIL);
    Person charles = scene.person().signIn(EMAIL);
    assertThat(charles.at("people-link").count()).isZero();
    for (String page : new String[] {"people", "account", "integrations", "audit"}) {
      charles.open("/" + page).sees("admin-only");
      assertThat(charles.mistakes()).as(page).isEmpty();
    }
  }
}
