package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  private static final String TAG = Version.tag(7, Buffer.buffer("{}"));

  @Test
  void allowsTheChange_whenTheClientKnowsThePresentVersion() {
    assertThatCode(() -> Version.expectedBy(TAG).accept(7)).doesNotThrowAnyException();
    assertThatCode(() -> Version.expectedBy("\"other\", " + TAG).accept(7))
        .doesNotThrowAnyException();
    assertThatCode(() -> Version.expectedBy(" * ").accept(7)).doesNotThrowAnyException();
  }

  @Test
  void allowsTheChange_whenOnlySomethingElseOfTheBodyChanged() {
    String otherBody = Version.tag(7, Buffer.buffer("{\"live\":true}"));
    assertThat(otherBody).isNotEqualTo(TAG);
    assertThatCode(() -> Version.expectedBy(otherBody).accept(7)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "\"7\"",
        "W/\"7-0123456789abcdef\"",
        "\"8-0123456789abcdef\"",
        "\"77-0123456789abcdef\"",
        "\"9999999999999999999-0123456789abcdef\""
      })
  void refusesTheChange_whenNoStrongTagIsOfThePresentVersion(String ifMatch) {
    assertThatThrownBy(() -> Version.expectedBy(ifMatch).accept(7))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.problem().code()).isEqualTo(ErrorCode.CHANGED_MEANWHILE));
  }

  @Test
  void knowsACopy_byItsTagOrAWeakOne() {
    assertThat(Version.isKnown(TAG, "\"x\", W/" + TAG)).isTrue();
    assertThat(Version.isKnown(TAG, "*")).isTrue();
    assertThat(Version.isKnown(TAG, Version.tag(8, Buffer.buffer("{}")))).isFalse();
    assertThat(Version.isKnown(TAG, null)).isFalse();
  }

  @Property
  void answersEveryHeader(@ForAll String ifMatch, @ForAll long version) {
    try {
      Version.expectedBy(ifMatch).accept(version);
    } catch (Refusal refused) {
      assertThat(refused.problem().code()).isEqualTo(ErrorCode.CHANGED_MEANWHILE);
    }
  }
}
