package io.plenum.signaling.audit;

import java.security.PublicKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The signed statements that a verification goes by. Holds some hundred bytes for each: an hourly
 * checkpoint of one account makes a megabyte in a year. Confined to one thread.
 */
public final class Statements {
  private final Map<String, PublicKey> keys = new HashMap<>();
  private final Map<String, NavigableMap<Long, String>> checkpoints = new HashMap<>();
  private final Map<String, NavigableMap<Long, String>> pruned = new HashMap<>();

  /** Goes by nothing but what these keys signed. */
  public Statements(Collection<PublicKey> trusted) {
    trusted.forEach(key -> keys.put(StatementSigner.keyId(key), key));
  }

  /** Takes a line that the server wrote; empty: it counts, else why it does not. */
  public Optional<String> add(String line) {
    Optional<Statement.Signed> parsed = Statement.Signed.parse(line);
    if (parsed.isEmpty()) {
      return Optional.of("is no statement of the audit log");
    }
    Statement.Signed signed = parsed.get();
    PublicKey key = keys.get(signed.key());
    if (key == null) {
      return Optional.of("is signed by the unknown key " + signed.key());
    }
    if (!StatementSigner.verifies(key, signed)) {
      return Optional.of("does not bear the signature of key " + signed.key());
    }
    Statement said = signed.statement();
    String other = add(said);
    return other == null || other.equals(said.hash())
        ? Optional.empty()
        : Optional.of("contradicts another that is signed too");
  }

  /** Returns the hash that was said before of the same entry. */
  private String add(Statement said) {
    // Whoever gives up a chain to an entry says too that it reached there.
    String other = of(checkpoints, said.account()).putIfAbsent(said.seq(), said.hash());
    if (said.kind() == Statement.Kind.PRUNED) {
      of(pruned, said.account()).put(said.seq(), said.hash());
    }
    return other;
  }

  private static NavigableMap<Long, String> of(
      Map<String, NavigableMap<Long, String>> all, String account) {
    return all.computeIfAbsent(account, name -> new TreeMap<>());
  }

  /** The accounts that anything is said of. */
  public Set<String> accounts() {
    return new TreeSet<>(checkpoints.keySet());
  }

  /** What is said of an account, for its verification. */
  Anchors anchors(String account) {
    return new Anchors(
        checkpoints.getOrDefault(account, new TreeMap<>()),
        Optional.ofNullable(pruned.get(account)).map(NavigableMap::lastEntry),
        Optional.empty());
  }

  /**
   * The same and what others say, who kept it elsewhere and whose word goes first. Begins at the
   * first of theirs instead of where the chain begins.
   */
  Anchors anchors(String account, Statements since) {
    Anchors ours = anchors(account);
    Anchors theirs = since.anchors(account);
    NavigableMap<Long, String> both = new TreeMap<>(ours.checkpoints());
    both.putAll(theirs.checkpoints());
    return new Anchors(
        both,
        later(ours.pruned(), theirs.pruned()),
        Optional.ofNullable(theirs.checkpoints().firstEntry()));
  }

  private static Optional<Map.Entry<Long, String>> later(
      Optional<Map.Entry<Long, String>> one, Optional<Map.Entry<Long, String>> other) {
    return List.of(one, other).stream().flatMap(Optional::stream).max(Map.Entry.comparingByKey());
  }

  /**
   * The fixed points of one account's chain.
   *
   * @param checkpoints hashes of entries by their numbers
   * @param pruned the last entry that was given up
   * @param since where to begin, if not at the beginning
   */
  record Anchors(
      NavigableMap<Long, String> checkpoints,
      Optional<Map.Entry<Long, String>> pruned,
      Optional<Map.Entry<Long, String>> since) {

    /** The last entry that is taken as signed and not looked at; with number 0: none. */
    Map.Entry<Long, String> start() {
      return later(pruned, since).orElse(Map.entry(0L, AuditHash.NONE));
    }
  }
}
