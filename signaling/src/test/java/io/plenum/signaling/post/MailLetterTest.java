package io.plenum.signaling.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailLetterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "ada@",
        "@acme.example",
        "ada@acme.example\r\nBcc: all@acme.example",
        "ada@acme.example, all@acme.example",
        "ada@acme.example;all@acme.example",
        "<ada@acme.example>",
        "Ada <ada@acme.example>",
        "\"ada\"@acme.example",
        "ada@[192.0.2.1]",
        "ada lovelace@acme.example",
        "ada\u2028@acme.example",
        "ada\u0000@acme.example",
        "a@b@c.example",
        ".ada@acme.example",
        "ada..l@acme.example",
        "ada@-acme.example",
        "ada@acme..example"
      })
  void refusesAnAddress_thatIsMoreOrLessThanOneAddress(String to) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MailLetter("acme", to, "Hello", "text"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@acme.example",
        "ada.l+meet@sub.acme.example",
        "o'brien@acme.example",
        "ада@пример.рф",
        "ada@localhost"
      })
  void takesAnAddress_asPeopleHaveThem(String to) {
    assertThat(new MailLetter("acme", to, "Hello", "text").to()).isEqualTo(to);
  }

  @Test
  void refusesASubject_thatWouldBeginAnotherHeader() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MailLetter("acme", "a@b.c", "Hi\r\nBcc: x@y.z", "text"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MailLetter("acme", "a@b.c", "", "text"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MailLetter("acme", "a@b.c", "x".repeat(MailLetter.SUBJECT_LIMIT + 1), ""));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MailLetter("acme", "a@b.c", "x", "x".repeat(MailLetter.TEXT_LIMIT + 1)));
  }

  @Property
  void makesASubject_ofWhateverSomebodyWrote(@ForAll String written) {
    String subject = MailLetter.subject(written + "x");
    assertThat(new MailLetter("acme", "a@b.c", subject, "text").subject()).isEqualTo(subject);
  }

  @Test
  void cutsASubject_betweenCharacters() {
    String subject = MailLetter.subject("😀".repeat(MailLetter.SUBJECT_LIMIT));
    assertThat(subject).hasSizeLessThanOrEqualTo(MailLetter.SUBJECT_LIMIT).endsWith("😀…");
  }
}
