package io.plenum.signaling.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /** The example of the Standard Webhooks specification 1.0. */
  @Test
  void signsAsTheSpecificationDoes() {
    String signature =
        Signature.of(
            List.of("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330L,
            "{\"test\": 2432232314}");
    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsWithTheOldSecretToo_whileItHolds() {
    Addressee addressee =
        new Addressee("https://a.example", "bmV3", java.util.Optional.of("b2xk"), 1_000);
    assertThat(addressee.secrets(999)).containsExactly("bmV3", "b2xk");
    assertThat(addressee.secrets(1_000)).containsExactly("bmV3");
    assertThat(Signature.of(addressee.secrets(999), "id", 1, "{}").split(" ", -1)).hasSize(2);
  }
}
