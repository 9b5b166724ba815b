package io.plenum;

import io.plenum.node.AuditPlaces;
import io.plenum.node.Configuration;
import io.plenum.node.ConfigurationRefused;
import io.plenum.node.StoredData;
import io.plenum.signaling.audit.ChainVerifier;
import io.plenum.signaling.audit.SignedFolder;
import io.plenum.signaling.audit.Verdict;
import io.plenum.storage.StorageRefused;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.StoreFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** `audit verify`: finds whatever was changed in, or removed from, the audit log. */
@Command(
    name = "verify",
    description =
        "Verifies the audit log of every account against its signed checkpoints, with the server"
            + " running or not. Exit code 0: whole; 1: something was changed, removed or moved;"
            + " 2: it could not be verified.",
    mixinStandardHelpOptions = true)
final class AuditVerify implements Callable<Integer> {
  private static final int WHOLE = 0;
  private static final int TAMPERED = 1;
  private static final int NOT_VERIFIED = 2;

  @Option(
      names = "--since",
      paramLabel = "CHECKPOINT",
      description =
          "A file with checkpoints that were kept elsewhere. What they sign for is trusted, and"
              + " verified is what came after.")
  private Path since;

  @Option(names = "--account", paramLabel = "ID", description = "Only this account's log.")
  private String account;

  @Option(
      names = "--checkpoints",
      paramLabel = "FOLDER",
      description = "Where the checkpoints are, if not where the configuration says.")
  private Path checkpoints;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "A public key (PEM) that was kept elsewhere. Only the keys that are named are trusted;"
              + " otherwise those that lie beside the checkpoints.")
  private List<Path> keys = new ArrayList<>();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private final Map<String, String> environment;

  AuditVerify() {
    this(System.getenv());
  }

  /** With an environment that need not be the process's. */
  AuditVerify(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try {
      Configuration configuration = Configuration.read(environment);
      Path folder = checkpoints == null ? AuditPlaces.of(configuration).checkpoints() : checkpoints;
      List<PublicKey> trusted = trusted(folder);
      try (Database database = StoredData.openToRead(configuration)) {
        Outcome outcome = verify(database, folder, trusted);
        // What was pruned between reading the checkpoints and the log is right the second time.
        return tell(outcome.whole() ? outcome : verify(database, folder, trusted));
      }
    } catch (ConfigurationRefused | StorageRefused | StoreFailed | IOException e) {
      spec.commandLine().getErr().println("The audit log cannot be verified. " + e.getMessage());
      return NOT_VERIFIED;
    }
  }

  private List<PublicKey> trusted(Path folder) throws IOException {
    List<PublicKey> trusted = new ArrayList<>();
    for (Path file : keys) {
      trusted.add(SignedFolder.key(file));
    }
    return keys.isEmpty() ? SignedFolder.keys(folder) : trusted;
  }

  /**
   * What was found.
   *
   * @param problems checkpoints that do not count
   */
  private record Outcome(List<Verdict> verdicts, List<String> problems) {
    boolean whole() {
      return problems.isEmpty() && verdicts.stream().allMatch(Verdict::whole);
    }
  }

  private Outcome verify(Database database, Path folder, List<PublicKey> trusted)
      throws IOException {
    SignedFolder signed = SignedFolder.read(folder, trusted);
    List<String> problems = new ArrayList<>(signed.problems());
    Optional<SignedFolder> from = Optional.empty();
    if (since != null) {
      from = Optional.of(SignedFolder.readFile(since, trusted));
      problems.addAll(from.get().problems());
    }
    ChainVerifier verifier = new ChainVerifier(database);
    List<Verdict> verdicts = new ArrayList<>();
    for (String one : accounts(verifier, signed, from)) {
      verdicts.add(
          from.isPresent()
              ? verifier.verify(one, signed.statements(), from.get().statements())
              : verifier.verify(one, signed.statements()));
    }
    return new Outcome(verdicts, problems);
  }

  private Collection<String> accounts(
      ChainVerifier verifier, SignedFolder signed, Optional<SignedFolder> from) {
    if (account != null) {
      return List.of(account);
    }
    Collection<String> all = verifier.accounts(signed.statements());
    from.ifPresent(theirs -> all.addAll(theirs.statements().accounts()));
    return all;
  }

  private int tell(Outcome outcome) {
    outcome.problems().forEach(out()::println);
    outcome.verdicts().forEach(this::tell);
    out().println(outcome.whole() ? "The audit log is whole." : "THE AUDIT LOG IS NOT WHOLE.");
    return outcome.whole() ? WHOLE : TAMPERED;
  }

  private void tell(Verdict verdict) {
    String entries =
        verdict.to() < verdict.from()
            ? "no entries after " + (verdict.from() - 1)
            : "entries " + verdict.from() + " to " + verdict.to();
    out().println(verdict.account() + ": " + entries + ", signed to " + verdict.signedTo());
    verdict.findings().forEach(finding -> out().println("  " + finding));
    long more = verdict.found() - verdict.findings().size();
    if (more > 0) {
      out().println("  and " + more + " more");
    }
  }
}
