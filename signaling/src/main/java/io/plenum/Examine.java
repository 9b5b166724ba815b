package io.plenum;

import io.plenum.node.Doctor;
import io.plenum.node.Doctor.Finding;
import io.plenum.node.Doctor.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** `doctor`: says what a server needs and does not have. */
@Command(
    name = "doctor",
    description = "Looks at configuration, disk, keys, database, ports and backups.",
    mixinStandardHelpOptions = true)
final class Examine implements Callable<Integer> {
  /** 0; or 1 when something is wrong. */
  @Override
  public Integer call() {
    List<Finding> findings = Doctor.examine(System.getenv(), InstantSource.system());
    findings.forEach(System.out::println);
    return findings.stream().anyMatch(finding -> finding.level() == Level.WRONG) ? 1 : 0;
  }
}
