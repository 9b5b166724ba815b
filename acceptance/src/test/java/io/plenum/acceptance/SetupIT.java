package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The first start: a stranger with the printed link becomes the organizer, on the page for it. */
@NeedsTool(Tool.CHROMIUM)
class SetupIT {
  @Test
  void theSetupLinkMakesTheFirstAccount_andAMeetingFollows() throws IOException {
    try (ServerProcess server = ServerProcess.start("setup");
        Browsers browsers = new Browsers();
        Person person = new Person(browsers.chromium(), server.origin())) {
      person.open("/setup#token=" + ServerProcess.SETUP_TOKEN);
      person.sees("setup-form");
      PageLook.check(person, "setup");
      person.at("setup-account").fill("Example Ltd");
      person.at("setup-name").fill(Rest.NAME);
      person.at("setup-email").fill(Rest.EMAIL);
      person.at("setup-password").fill(Rest.PASSWORD);
      person.at("setup-submit").click();
      person.sees("user-name");

      person.at("meeting-name").fill("First meeting");
      person.at("new-meeting").click();
      person.sees("space-name");
      person.at("join-now").click();
      person.at("prejoin-join").click();
      person.sees("tile");

      assertThat(person.mistakes()).isEmpty();
    }
  }
}
