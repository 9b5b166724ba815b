package io.plenum.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes in which a secret text may lie about: plain, wide, Base64 at any place, hexadecimal.
 */
public final class Forms {
  private static final int BITS_OF_A_LETTER = 6;

  private Forms() {}

  public static List<byte[]> of(String secret) {
    byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
    byte[] wide = secret.getBytes(StandardCharsets.UTF_16LE);
    List<byte[]> forms = new ArrayList<>(List.of(plain, wide));
    forms.add(ascii(HexFormat.of().formatHex(plain)));
    for (byte[] bytes : List.of(plain, wide)) {
      for (int before = 0; before < 3; before++) {
        forms.add(ascii(letters(Base64.getEncoder(), bytes, before)));
        forms.add(ascii(letters(Base64.getUrlEncoder(), bytes, before)));
      }
    }
    return forms;
  }

  /** The letters that depend on the secret alone when it begins so many bytes into a group of 3. */
  private static String letters(Base64.Encoder encoder, byte[] bytes, int before) {
    byte[] placed = new byte[before + bytes.length];
    System.arraycopy(bytes, 0, placed, before, bytes.length);
    int first = Math.ceilDiv(before * Byte.SIZE, BITS_OF_A_LETTER);
    int end = placed.length * Byte.SIZE / BITS_OF_A_LETTER;
    return encoder.encodeToString(placed).substring(first, end);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether one of the forms is among the bytes. */
  public static boolean anyIn(byte[] bytes, List<byte[]> forms) {
    String haystack = new String(bytes, StandardCharsets.ISO_8859_1);
    return forms.stream()
        .map(form -> new String(form, StandardCharsets.ISO_8859_1))
        .anyMatch(haystack::contains);
  }

  /** For a test of the search itself: the same bytes with others around them. */
  static byte[] amid(byte[] form) {
    byte[] amid = new byte[form.length + 20];
    Arrays.fill(amid, (byte) '.');
    System.arraycopy(form, 0, amid, 10, form.length);
    return amid;
  }
}
