package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People sign in at their company's own provider, through the browser. */
@NeedsTool(Tool.CHROMIUM)
@Tag("I-4c")
class SignOnIT {
  private static final String EMAIL = "ada@company.example";

  @AutoClose private OpenIdProvider provider;
  @AutoClose private Scene scene;

  @BeforeEach
  void openScene() throws IOException {
    provider = new OpenIdProvider(EMAIL, "Ada Lovelace");
    scene =
        Scene.of(
            ServerProcess.start(
                "sign-on", Map.of("PLENUM_SIGN_ON_NETWORKS", "127.0.0.0/8,::1/128")));
    JsonObject settings = new JsonObject();
    settings.addProperty("name", "Company login");
    settings.addProperty("issuer", provider.issuer());
    settings.addProperty("clientId", OpenIdProvider.CLIENT);
    settings.addProperty("clientSecret", OpenIdProvider.SECRET);
    scene.asOrganizer("PUT", "/sign-on/provider", settings);
    JsonObject domain = new JsonObject();
    domain.addProperty("domain", "company.example");
    scene.asOrganizer("POST", "/sign-on/domains", domain);
  }

  @Test
  void whoSignsInAtTheCompany_comesBackToThePageThatWasWanted() {
    String code = scene.meeting("Quarterly figures");
    Person ada = scene.person().open("/m/" + code);
    ada.at("sign-on").click();
    ada.sees("sign-in-error");
    ada.at("sign-in-email").fill(EMAIL);
    ada.at("sign-on").click();
    ada.sees("space-name");
    assertThat(ada.page().url()).endsWith("/m/" + code);
    assertThat(ada.at("user-name").textContent()).isEqualTo("Ada Lovelace");
    ada.page().reload();
    ada.sees("space-name");
    assertThat(ada.mistakes()).isEmpty();
  }

  @Test
  void whoIsNotLetIn_isToldWhy() {
    provider.declines(true);
    Person ada = scene.person().open("/sign-in");
    ada.at("sign-in-email").fill(EMAIL);
    ada.at("sign-on").click();
    ada.sees("sign-in-error");
    assertThat(ada.at("sign-in-error").textContent()).contains("did not let you in");
    PageLook.check(ada, "sign-in-declined");
  }

  @Test
  void peopleOfAnotherAddress_areToldToUseTheirPassword() {
    Person olga = scene.person().open("/sign-in");
    olga.at("sign-in-email").fill(Rest.EMAIL);
    olga.at("sign-on").click();
    olga.sees("sign-in-note");
    PageLook.check(olga, "sign-in-note");
  }
}
