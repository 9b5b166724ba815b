package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.Plain;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-4")
class MessageReaderTest {
  private static final List<String> WELL_FORMED =
      List.of(
          "{\"type\":\"join\",\"name\":\"Bob\",\"note\":\"hi\",\"client\":{\"name\":\"web\"}}",
          "{\"type\":\"join\",\"accessToken\":\"a.b.c\",\"microphone\":false}",
          "{\"type\":\"offer\",\"id\":\"1\",\"sdp\":\"v=0\",\"tracks\":"
              + "[{\"mid\":\"0\",\"source\":\"screen-audio\"}]}",
          "{\"type\":\"view\",\"wishes\":"
              + "[{\"seat\":\"s\",\"source\":\"camera\",\"width\":640,\"height\":360}]}",
          "{\"type\":\"sources\",\"camera\":true}",
          "{\"type\":\"chat\",\"text\":\"hello\"}",
          "{\"type\":\"chat\",\"text\":\"\",\"replyTo\":7,\"attachment\":"
              + "{\"file\":\"f1\",\"kind\":\"voice\"}}",
          "{\"type\":\"chat\",\"location\":"
              + "{\"latitude\":48.2,\"longitude\":-16.37,\"label\":\"here\"}}",
          "{\"type\":\"chat-edit\",\"message\":7,\"text\":\"hello\"}",
          "{\"type\":\"chat-delete\",\"message\":7}",
          "{\"type\":\"lock\",\"locked\":true}",
          "{\"type\":\"admit\",\"seat\":\"s\"}",
          "{\"type\":\"end\"}");

  @Test
  void readsEveryWellFormedMessage() {
    assertThat(WELL_FORMED)
        .allMatch(frame -> MessageReader.read(frame) instanceof MessageParse.Parsed);
  }

  @Test
  void longestTextIsRead_andOneMoreCharacterRejected() {
    assertThat(chat("x".repeat(4_000))).isInstanceOf(MessageParse.Parsed.class);
    assertThat(chat("x".repeat(4_001))).isInstanceOf(MessageParse.Rejected.class);
    assertThat(chat("  ")).isInstanceOf(MessageParse.Rejected.class);
  }

  @Test
  void rejectNamesTheMessage() {
    MessageParse parse = MessageReader.read("{\"type\":\"admit\",\"id\":\"7\"}");
    assertThat(parse).isInstanceOf(MessageParse.Rejected.class);
    MessageParse.Rejected rejected = (MessageParse.Rejected) parse;
    assertThat(rejected.replyTo()).isEqualTo("7");
    assertThat(rejected.code()).isEqualTo(ErrorCode.MALFORMED);
  }

  @Test
  void loneSurrogatesAndControlCharactersBecomeSpaces() {
    MessageParse.Parsed parsed = (MessageParse.Parsed) chat("a\\ud800b\\u0000c\\nd");
    assertThat(Plain.paragraphs(((ClientMessage.Chat) parsed.message()).draft().text()))
        .isEqualTo("a b c\nd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'location':{'latitude':90.1,'longitude':0}",
        "'location':{'latitude':0,'longitude':-180.1}",
        "'location':{'latitude':'0','longitude':0}",
        "'location':{'latitude':0}",
        "'location':7,'text':''",
        "'attachment':{'kind':'file'}",
        "'attachment':{'file':'f','kind':'picture'}",
        "'attachment':{'file':'f'},'location':{'latitude':0,'longitude':0}",
        "'text':'hi','replyTo':0",
        "'text':'hi','replyTo':1.5",
        "'text':'hi','replyTo':9007199254740992",
        "'text':''"
      })
  @Tag("C-4a")
  void rejects_whatIsNoMessage(String fields) {
    String frame = "{'type':'chat'," + fields + "}";
    assertThat(MessageReader.read(frame.replace('\'', '"')))
        .isInstanceOf(MessageParse.Rejected.class);
  }

  @Property(tries = 2_000)
  void answersAnyText(@ForAll String frame) {
    assertThat(MessageReader.read(frame)).isNotNull();
  }

  @Property(tries = 5_000)
  void answersAnyDamage(
      @ForAll @IntRange(max = 12) int which,
      @ForAll @IntRange(max = 200) int at,
      @ForAll @IntRange(max = 200) int cut,
      @ForAll("inserts") String insert) {
    String frame = WELL_FORMED.get(which);
    int from = Math.min(at, frame.length());
    int to = Math.min(from + cut % 9, frame.length());
    String damaged = frame.substring(0, from) + insert + frame.substring(to);
    assertThat(MessageReader.read(damaged)).isNotNull();
  }

  @Provide
  Arbitrary<String> inserts() {
    return Arbitraries.of(
        "",
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "null",
        "1e999",
        "-1",
        "{}",
        "[[]]",
        "\\u0000",
        "99999999999999999999999",
        "true",
        "\u0000");
  }

  private static MessageParse chat(String text) {
    return MessageReader.read("{\"type\":\"chat\",\"text\":\"" + text + "\"}");
  }
}
