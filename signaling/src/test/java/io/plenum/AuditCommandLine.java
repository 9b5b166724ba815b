package io.plenum;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** Runs `plenum audit verify` as a process would, with an environment of the test's. */
public final class AuditCommandLine {
  private AuditCommandLine() {}

  /** What it prints, and last `exit` with the exit code. */
  public static String verify(Map<String, String> environment, String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine command =
        new CommandLine(new AuditVerify(environment))
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said));
    int code = command.execute(arguments);
    command.getOut().flush();
    command.getErr().flush();
    return said + "exit " + code;
  }
}
