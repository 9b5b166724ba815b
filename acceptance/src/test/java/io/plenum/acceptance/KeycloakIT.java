package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * People sign in at a real Keycloak, on its own login page. Runs on demand only: {@code
 * -Dplenum.keycloak} (CONTRIBUTING.md); what must hold of every provider is in {@code SignOnTest}
 * and {@link SignOnIT}.
 */
@NeedsTool({Tool.CHROMIUM, Tool.BASH})
class KeycloakIT {
  private static final String ADA = "ada@company.example";

  /** Known to Keycloak, which has not verified the address. */
  private static final String EVE = "eve@company.example";

  /** As in the realm's file. */
  private static final String PASSWORD = "Engine#1843";

  /** A provider's keys are asked for again at most so often (docs/sign-on.md). */
  private static final Duration KEYS_AGAIN = Duration.ofSeconds(10);

  private static Scene scene;
  private static KeycloakProcess keycloak;

  @BeforeAll
  static void start() throws IOException {
    scene =
        Scene.of(
            ServerProcess.start(
                "keycloak-plenum", Map.of("PLENUM_SIGN_ON_NETWORKS", "127.0.0.0/8,::1/128")));
    keycloak = scene.closeLater(new KeycloakProcess(scene.server().origin()));
    scene.asOrganizer("PUT", "/sign-on/provider", keycloak.settings());
    JsonObject domain = new JsonObject();
    domain.addProperty("domain", "company.example");
    scene.asOrganizer("POST", "/sign-on/domains", domain);
  }

  @AfterAll
  static void stop() throws IOException {
    if (scene != null) {
      scene.close();
    }
  }

  /** Somebody who chose to sign in at the company, wherever that led. */
  private static Person leaving(Person person, String email) {
    person.open("/sign-in");
    person.at("sign-in-email").fill(email);
    person.at("sign-on").click();
    return person;
  }

  /** Somebody who gave the password on Keycloak's page. */
  private static Person signingIn(String email) {
    Person person = leaving(scene.person(), email);
    PlaywrightAssertions.assertThat(person.page().locator("#username")).hasValue(email);
    person.page().locator("#password").fill(PASSWORD);
    person.page().locator("#kc-login").click();
    return person;
  }

  private static Person signedIn() {
    Person ada = signingIn(ADA);
    ada.sees("user-name");
    assertThat(ada.at("user-name").textContent()).isEqualTo("Ada Lovelace");
    assertThat(ada.page().url()).isEqualTo(scene.server().origin() + "/");
    return ada;
  }

  @Test
  void whoGivesThePasswordThere_isSignedInHere_andOutAgain() {
    Person ada = signedIn();
    ada.page().reload();
    ada.sees("user-name");

    ada.at("sign-out").click();
    ada.sees("sign-in-email");
    ada.open("/").sees("sign-in-email");

    leaving(ada, ADA).sees("user-name");
  }

  @Test
  void whoGivesAWrongPassword_staysThere() {
    Person ada = leaving(scene.person(), ADA);
    ada.page().locator("#password").fill("not " + PASSWORD);
    ada.page().locator("#kc-login").click();
    PlaywrightAssertions.assertThat(ada.page().getByText("Invalid username or password"))
        .isVisible();
    assertThat(ada.page().url()).startsWith(keycloak.issuer());
  }

  @Test
  void whoseAddressKeycloakHasNotVerified_isToldSo() {
    Person eve = signingIn(EVE);
    eve.sees("sign-in-error");
    assertThat(eve.at("sign-in-error").textContent()).contains("confirmed e-mail address");
  }

  @Test
  void signingInGoesOn_whenKeycloakChangesItsSigningKey() throws IOException {
    signedIn();
    List<String> before = keycloak.signingKeys();
    keycloak.rotateSigningKey();
    assertThat(keycloak.signingKeys()).isNotEmpty().doesNotContainAnyElementsOf(before);
    Eventually.pause(KEYS_AGAIN);

    signedIn();
  }

  @Test
  void aWrongClientSecret_isToldApartFromOtherFailures() {
    scene.asOrganizer("PUT", "/sign-on/provider", keycloak.settings("not the secret"));
    try {
      Person ada = signingIn(ADA);
      ada.sees("sign-in-error");
      assertThat(ada.at("sign-in-error").textContent()).contains("client ID or secret is wrong");
    } finally {
      scene.asOrganizer("PUT", "/sign-on/provider", keycloak.settings());
    }
    signedIn();
  }
}
