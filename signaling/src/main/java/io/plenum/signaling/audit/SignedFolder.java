package io.plenum.signaling.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.plenum.storage.crypto.SigningKeyFile;
import io.plenum.storage.line.LineFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What was read from a folder of signed statements, or from a file of them.
 *
 * @param problems lines that do not count, and why
 */
public record SignedFolder(Statements statements, List<String> problems) {
  private static final String KEY_ENDING = ".pem";

  public SignedFolder {
    problems = List.copyOf(problems);
  }

  /** The name under which a public key lies beside the statements that it verifies. */
  public static String keyFile(String keyId) {
    return "key-" + keyId + KEY_ENDING;
  }

  /**
   * The public keys that lie in a folder. They are as trustworthy as the folder is; whoever keeps
   * the keys elsewhere names those.
   *
   * @throws IOException when a file cannot be read or holds no such key
   */
  public static List<PublicKey> keys(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    List<PublicKey> keys = new ArrayList<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(KEY_ENDING)).toList()) {
        keys.add(key(file));
      }
    }
    return keys;
  }

  /** The public key in a PEM file. */
  public static PublicKey key(Path file) throws IOException {
    try {
      return SigningKeyFile.publicKey(Files.readString(file, US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no Ed25519 public key in PEM", e);
    }
  }

  /** Reads every statement of a folder, going by these keys. */
  public static SignedFolder read(Path folder, Collection<PublicKey> keys) throws IOException {
    Statements statements = new Statements(keys);
    List<String> problems = new ArrayList<>();
    LineFolder.read(folder, line -> take(statements, line, problems));
    return new SignedFolder(statements, problems);
  }

  /** Reads the statements of a file, going by these keys. */
  public static SignedFolder readFile(Path file, Collection<PublicKey> keys) throws IOException {
    Statements statements = new Statements(keys);
    List<String> problems = new ArrayList<>();
    LineFolder.readFile(file, line -> take(statements, line, problems));
    return new SignedFolder(statements, problems);
  }

  /** The last line may be cut short by a crash, and the server has not come back to it yet. */
  private static void take(Statements statements, LineFolder.Line line, List<String> problems) {
    boolean cut = line.last() && Statement.Signed.parse(line.text()).isEmpty();
    Optional<String> problem = cut ? Optional.empty() : statements.add(line.text());
    problem.ifPresent(
        why -> problems.add("line " + line.number() + " of " + line.file() + " " + why));
  }
}
