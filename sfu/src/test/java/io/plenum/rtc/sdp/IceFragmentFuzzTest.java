package io.plenum.rtc.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/** Whatever a fragment holds, reading it does not throw, and tells something or why not. */
@Tag("S-4")
class IceFragmentFuzzTest {
  @FuzzTest
  void staysTotal_onAnyBytes(byte[] bytes) {
    switch (IceFragment.parse(new String(bytes, StandardCharsets.UTF_8))) {
      case IceFragment.Parse.Parsed(IceFragment fragment) ->
          assertThat(fragment.ice() != null || fragment.candidates() > 0).isTrue();
      case IceFragment.Parse.Rejected rejected -> assertThat(rejected.reason()).isNotEmpty();
    }
  }
}
