package io.plenum.tally;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Adds up the test reports of all modules, names what failed, what wavered, and what was skipped
 * and why, and ends with one line such as {@code 412 passed, 0 failed, 3 skipped}.
 *
 * <p>One file without dependencies, because it is run from source after Maven ended, also when the
 * build broke half-way. Reads the XML reports that Surefire and Failsafe leave in {@code
 * <module>/target}; reports older than the start of the build are left out.
 *
 * @param passed tests that ran and succeeded
 * @param failed names of tests that failed or broke
 * @param skipped tests that did not run
 * @param flaky names of tests that failed and then succeeded; they count as passed
 */
public record TestTally(
    int passed, List<String> failed, List<Skipped> skipped, List<String> flaky) {

  /** How the reason of a test begins that was skipped because a program is not installed. */
  public static final String MISSING_TOOL = "missing tool: ";

  /** JUnit reports an assumption that did not hold as this exception, in front of the reason. */
  private static final String ASSUMPTION = "org.opentest4j.TestAbortedException: ";

  /**
   * A test that did not run.
   *
   * @param name class and method
   * @param reason what the report says; empty if it says nothing
   */
  public record Skipped(String name, String reason) {
    boolean forWantOfATool() {
      return reason.startsWith(MISSING_TOOL);
    }
  }

  /** Copies the lists. */
  public TestTally {
    failed = List.copyOf(failed);
    skipped = List.copyOf(skipped);
    flaky = List.copyOf(flaky);
  }

  /**
   * Prints the tally of the project in the folder {@code args[0]}, counting reports written at or
   * after {@code args[1]} (seconds since 1970). Ends with status 1 when a test failed, or when one
   * was skipped for want of a tool and the environment says {@code CI=true}.
   *
   * @throws IOException when a report cannot be read
   */
  public static void main(String[] args) throws IOException {
    TestTally tally = ofProject(Path.of(args[0]), Instant.ofEpochSecond(Long.parseLong(args[1])));
    boolean inCi = "true".equals(System.getenv("CI"));
    tally.print(System.out, inCi);
    System.exit(tally.acceptable(inCi) ? 0 : 1);
  }

  /**
   * Reads all reports of the modules directly below {@code root} that are not older than {@code
   * since}.
   *
   * @throws IOException when a report cannot be read or is no XML
   */
  public static TestTally ofProject(Path root, Instant since) throws IOException {
    List<Path> reports = new ArrayList<>();
    for (Path module : list(root)) {
      for (String folder : List.of("surefire-reports", "failsafe-reports")) {
        for (Path file : list(module.resolve("target").resolve(folder))) {
          if (isReport(file) && !Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
            reports.add(file);
          }
        }
      }
    }
    return of(reports);
  }

  private static TestTally of(List<Path> reports) throws IOException {
    int passed = 0;
    List<String> failed = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    List<String> flaky = new ArrayList<>();
    for (Path report : reports) {
      for (Element test : children(parse(report), "testcase")) {
        List<Element> skips = children(test, "skipped");
        if (has(test, "failure") || has(test, "error")) {
          failed.add(nameOf(test));
        } else if (!skips.isEmpty()) {
          skipped.add(new Skipped(nameOf(test), reasonOf(skips.get(0))));
        } else {
          passed++;
          if (has(test, "flakyFailure") || has(test, "flakyError")) {
            flaky.add(nameOf(test));
          }
        }
      }
    }
    return new TestTally(passed, failed, skipped, flaky);
  }

  /** Whether a build with these results may pass; in CI nothing may lack a tool. */
  public boolean acceptable(boolean inCi) {
    return failed.isEmpty() && !(inCi && skipped.stream().anyMatch(Skipped::forWantOfATool));
  }

  /** Writes the names of tests that failed, wavered or were skipped, then the closing line. */
  public void print(PrintStream out, boolean inCi) {
    failed.forEach(name -> out.println("failed: " + name));
    flaky.forEach(name -> out.println("flaky: " + name + " (failed, then passed)"));
    skipped.forEach(test -> out.println("skipped: " + test.name() + " (" + test.reason() + ")"));
    if (failed.isEmpty() && !acceptable(inCi)) {
      out.println("CI=true: a test that is skipped for want of a tool fails the build");
    }
    out.println(closingLine());
  }

  /** For instance {@code 412 passed, 0 failed, 3 skipped}. */
  public String closingLine() {
    return String.format(
        Locale.ROOT, "%d passed, %d failed, %d skipped", passed, failed.size(), skipped.size());
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static boolean isReport(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith("TEST-") && name.endsWith(".xml");
  }

  private static Element parse(Path report) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(report.toFile())
          .getDocumentElement();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("cannot read the test report " + report, e);
    }
  }

  private static List<Element> children(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) Objects.requireNonNull(nodes.item(i)));
    }
    return found;
  }

  private static boolean has(Element test, String child) {
    return !children(test, child).isEmpty();
  }

  private static String nameOf(Element test) {
    String type = test.getAttribute("classname");
    String method = test.getAttribute("name");
    return type.substring(type.lastIndexOf('.') + 1) + (method.isEmpty() ? "" : "." + method);
  }

  private static String reasonOf(Element skip) {
    String message = skip.getAttribute("message");
    String reason = message.isEmpty() ? skip.getTextContent().strip() : message;
    return reason.startsWith(ASSUMPTION) ? reason.substring(ASSUMPTION.length()) : reason;
  }
}
