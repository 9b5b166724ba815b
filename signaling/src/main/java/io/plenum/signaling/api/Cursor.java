package io.plenum.signaling.api;

import io.plenum.signaling.page.Place;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a list as a client carries it from page to page: Base64url of the number (8 bytes, big
 * endian) and the id (UTF-8). It is no secret and gives no right: the query that uses it finds only
 * what its caller may see.
 */
final class Cursor {
  /** As openapi.yaml says. */
  static final int MAX_LENGTH = 200;

  private Cursor() {}

  static String write(Place place) {
    byte[] id = place.id().getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES + id.length).putLong(place.number()).put(id).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The place that a cursor stands for; empty when it is none of ours. Total. */
  static Optional<Place> read(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() < Long.BYTES) {
        return Optional.empty();
      }
      long number = bytes.getLong();
      String id = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      // PostgreSQL takes no NUL in a text.
      return id.indexOf('\0') < 0 ? Optional.of(new Place(number, id)) : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
