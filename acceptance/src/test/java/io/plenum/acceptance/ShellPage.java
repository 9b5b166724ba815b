package io.plenum.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of documentation that shows shell commands, each box ({@code ```sh}) followed by another
 * ({@code ```json} or {@code ```text}) with what it prints. There {@code …} stands for what differs
 * each time: the rest of a word or line, or, alone on a line, any lines. Immutable.
 */
record ShellPage(List<Step> steps) {
  private static final String FENCE = "```";
  private static final Set<String> OUTPUT = Set.of("json", "text");

  /**
   * One box of commands.
   *
   * @param line of the page where it begins
   * @param shown what it prints, with {@code …}
   */
  record Step(int line, String commands, String shown) {
    /** Whether this is what the page shows. */
    boolean shows(String printed) {
      return pattern(shown).matcher(printed).matches();
    }
  }

  private record Box(int line, String language, String text) {}

  /**
   * Reads a page.
   *
   * @throws IllegalArgumentException when it does not say what a box of commands prints
   */
  static ShellPage read(Path page) throws IOException {
    List<Box> boxes = boxes(Files.readAllLines(page));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      if (box.language().equals("sh")) {
        if (i + 1 == boxes.size() || !OUTPUT.contains(boxes.get(i + 1).language())) {
          throw new IllegalArgumentException(
              page + " line " + box.line() + ": what does this print?");
        }
        steps.add(new Step(box.line(), box.text(), boxes.get(i + 1).text()));
      }
    }
    return new ShellPage(List.copyOf(steps));
  }

  private static List<Box> boxes(List<String> lines) {
    List<Box> boxes = new ArrayList<>();
    int begin = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(FENCE)) {
        continue;
      }
      if (begin < 0) {
        begin = i;
      } else {
        String text =
            lines.subList(begin + 1, i).stream().map(it -> it + "\n").collect(Collectors.joining());
        boxes.add(new Box(begin + 1, lines.get(begin).substring(FENCE.length()), text));
        begin = -1;
      }
    }
    return boxes;
  }

  /** The same page where {@code before} stands for {@code after}: an address, a secret. */
  ShellPage with(String before, String after) {
    return new ShellPage(
        steps.stream()
            .map(
                step ->
                    new Step(
                        step.line(),
                        step.commands().replace(before, after),
                        step.shown().replace(before, after)))
            .toList());
  }

  private static Pattern pattern(String shown) {
    return Pattern.compile(shown.lines().map(ShellPage::linePattern).collect(Collectors.joining()));
  }

  private static String linePattern(String line) {
    if (line.equals("…")) {
      return "(?:.*\n)*";
    }
    return Pattern.compile("…")
        .splitAsStream(line + "\n")
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }
}
