package io.plenum.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JanusMessagesTest {
  @Test
  void readsTheNumberOfWhatWasMade() throws IOException {
    JsonObject answer =
        new JsonObject(
            """
            {"janus":"success","transaction":"1","data":{"id":8769123456789012}}\
            """);

    assertThat(JanusMessages.id(answer)).isEqualTo(8_769_123_456_789_012L);
  }

  @Test
  void tellsAPromiseFromAnAnswer() {
    assertThat(JanusMessages.promise(new JsonObject("{\"janus\":\"ack\"}"))).isTrue();
    assertThat(JanusMessages.promise(new JsonObject("{\"janus\":\"event\"}"))).isFalse();
  }

  @Test
  void saysWhy_whenJanusRefuses() {
    JsonObject answer =
        new JsonObject(
            """
            {"janus":"error","error":{"code":458,"reason":"No such session 1"}}\
            """);

    assertThatThrownBy(() -> JanusMessages.checked(answer)).hasMessageContaining("No such session");
  }

  @Test
  void saysWhy_whenTheVideoroomRefuses() {
    JsonObject answer =
        new JsonObject(
            """
            {"janus":"event","plugindata":{"plugin":"janus.plugin.videoroom","data":
             {"videoroom":"event","error_code":432,"error":"Maximum number of publishers"}}}\
            """);

    assertThatThrownBy(() -> JanusMessages.checked(answer)).hasMessageContaining("Maximum number");
  }

  @Test
  void findsTheDescription() throws IOException {
    JsonObject answer =
        new JsonObject(
            """
            {"janus":"event","plugindata":{"data":{"videoroom":"attached"}},
             "jsep":{"type":"offer","sdp":"v=0"}}\
            """);

    assertThat(JanusMessages.sdp(answer)).isEqualTo("v=0");
    assertThatThrownBy(() -> JanusMessages.sdp(new JsonObject("{\"janus\":\"event\"}")))
        .hasMessageContaining("without a description");
  }

  @Test
  void asksForAllStreamsOfEveryFeed() {
    assertThat(JanusMessages.subscribe(5, List.of(7L, 8L)).encode())
        .isEqualTo(
            "{\"request\":\"join\",\"ptype\":\"subscriber\",\"room\":5,"
                + "\"streams\":[{\"feed\":7},{\"feed\":8}]}");
  }
}
