package io.plenum.signaling.search;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text in the form in which it is searched, so that one substring search answers for words, their
 * beginnings and their middles, in scripts with and without spaces between words.
 *
 * <p>Written: case and accents folded, everything but letters and digits one space, a space in
 * front and at the end. A character of a script without spaces is followed by two: so every term is
 * at least three characters long, which is the shortest that an index of trigrams finds.
 *
 * <pre>
 * Café à la carte!  ►  " cafe a la carte "        looked for:  carte ► "carte"   la ► " la"   a ► " a "
 * 日本語 OK          ►  " 日  本  語  ok "                      日本 ► "日  本  "   本 ► "本  "
 * </pre>
 */
public final class SearchText {
  /** Terms of one query; whoever writes more is no better understood. */
  static final int TERM_LIMIT = 8;

  /** Characters of a query. */
  public static final int QUERY_LIMIT = 200;

  /** The shortest thing that an index of trigrams finds. */
  private static final int TRIGRAM = 3;

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** Accents of European scripts; marks of other scripts are letters to those who read them. */
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");

  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");

  private SearchText() {}

  /** What is kept of a text. */
  public static String write(String text) {
    String body = body(text);
    return body.endsWith(" ") ? " " + body : " " + body + " ";
  }

  /** What must all be in a text for a query to find it; empty: the query asks for nothing. */
  public static List<String> terms(String query) {
    String bounded = query.substring(0, Math.min(query.length(), QUERY_LIMIT));
    return Arrays.stream(SPACES.split(bounded))
        .map(SearchText::term)
        .flatMap(Optional::stream)
        .distinct()
        .limit(TERM_LIMIT)
        .toList();
  }

  private static Optional<String> term(String word) {
    String body = body(word);
    String term = body.endsWith("  ") ? body : body.stripTrailing();
    return switch (term.codePointCount(0, term.length())) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(" " + term + " ");
      case 2 -> Optional.of(" " + term);
      default -> Optional.of(term);
    };
  }

  private static String body(String text) {
    StringBuilder out = new StringBuilder(text.length() + TRIGRAM);
    folded(text)
        .codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || isMark(c)) {
                out.appendCodePoint(c);
                out.append(WITHOUT_SPACES.contains(UnicodeScript.of(c)) ? "  " : "");
              } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
              }
            });
    return out.toString();
  }

  /** Upper case first: it makes two letters of a German ß, and one of both Greek small sigmas. */
  private static String folded(String text) {
    String apart = ACCENTS.matcher(Normalizer.normalize(text, Form.NFKD)).replaceAll("");
    return Normalizer.normalize(apart, Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replace('ς', 'σ');
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
