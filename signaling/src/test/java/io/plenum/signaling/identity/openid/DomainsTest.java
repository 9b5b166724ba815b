package io.plenum.signaling.identity.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.remote.DomainRecords;
import io.plenum.signaling.identity.remote.NameServer;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose domain an e-mail address is, told by a real name server. */
@Tag("I-4c")
class DomainsTest {
  private static final Principal ACME = admin("acme");
  private static final Principal EVIL = admin("evil");
  private static final String HERE = "192.0.2.1:50000";

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private NameServer names;
  private Database database;
  private Domains domains;

  @BeforeEach
  void open() throws IOException {
    SecureRandom random = new SecureRandom();
    names = new NameServer();
    database = Database.open(new DatabaseConfig(folder, MasterKey.random(random), random));
    InstantSource clock = InstantSource.system();
    domains =
        new Domains(
            database,
            clock,
            random,
            new DomainRecords(vertx, Optional.of(names.address())),
            new AuditLog(clock, random, "test"));
    addAccount("acme");
    addAccount("evil");
  }

  @AfterEach
  void close() {
    database.close();
    names.close();
    vertx.close().await();
  }

  private void addAccount(String id) {
    database.write(
        handle ->
            handle.execute("INSERT INTO account (id, name, created_at) VALUES (?, ?, 0)", id, id));
  }

  private static Principal admin(String account) {
    return new Principal(
        account + "-admin",
        account,
        "Admin",
        Role.CUSTOMER_ADMIN,
        account + "-sign-in",
        Optional.empty(),
        false,
        Set.of());
  }

  private Optional<String> owner(String domain) {
    return database.read(handle -> DomainRows.owner(handle, domain));
  }

  @Test
  void hasADomain_onceItsOwnerPublishedTheProof() {
    Domain claimed = domains.claim(ACME, HERE, "acme.example");
    assertThat(claimed.proven()).isFalse();
    assertThat(domains.prove(ACME, HERE, "acme.example").orElseThrow().proven()).isFalse();
    assertThat(owner("acme.example")).isEmpty();

    names.publish("_plenum.acme.example", "v=spf1 -all", claimed.proof());

    assertThat(domains.prove(ACME, HERE, "acme.example").orElseThrow().proven()).isTrue();
    assertThat(owner("acme.example")).contains("acme");
  }

  @Test
  void doesNotTakeAnothersProof() {
    Domain acme = domains.claim(ACME, HERE, "acme.example");
    Domain evil = domains.claim(EVIL, HERE, "acme.example");
    names.publish("_plenum.acme.example", acme.proof());

    assertThat(evil.proof()).isNotEqualTo(acme.proof());
    assertThat(domains.prove(EVIL, HERE, "acme.example").orElseThrow().proven()).isFalse();
    assertThat(domains.prove(ACME, HERE, "acme.example").orElseThrow().proven()).isTrue();
  }

  @Test
  void goesToWhoeverProvesItNow() {
    Domain acme = domains.claim(ACME, HERE, "sold.example");
    names.publish("_plenum.sold.example", acme.proof());
    domains.prove(ACME, HERE, "sold.example");

    Domain buyer = domains.claim(EVIL, HERE, "sold.example");
    names.publish("_plenum.sold.example", buyer.proof());
    domains.prove(EVIL, HERE, "sold.example");

    assertThat(owner("sold.example")).contains("evil");
    assertThat(domains.of("acme").getFirst().proven()).isFalse();
  }

  @Test
  @Tag("I-1a")
  void knowsNothingOfAnotherAccountsClaims() {
    domains.claim(ACME, HERE, "acme.example");

    assertThat(domains.of("evil")).isEmpty();
    assertThat(domains.prove(EVIL, HERE, "acme.example")).isEmpty();
    assertThat(domains.remove(EVIL, HERE, "acme.example")).isFalse();
    assertThat(domains.of("acme")).hasSize(1);
  }

  @Test
  void claimsTheSameAgain_withTheSameProof() {
    Domain first = domains.claim(ACME, HERE, "acme.example");

    assertThat(domains.claim(ACME, HERE, "acme.example")).isEqualTo(first);
  }

  @Test
  void claimsNoMore_thanTheLimit() {
    for (int i = 0; i < Domains.LIMIT; i++) {
      domains.claim(ACME, HERE, "d" + i + ".example");
    }
    assertThatThrownBy(() -> domains.claim(ACME, HERE, "one-more.example"))
        .isInstanceOf(SignOnRefused.class);
  }

  @Test
  void tellsTheAuditLog() {
    Domain claimed = domains.claim(ACME, HERE, "acme.example");
    names.publish("_plenum.acme.example", claimed.proof());
    domains.prove(ACME, HERE, "acme.example");
    domains.remove(ACME, HERE, "acme.example");

    List<String> kinds =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT kind FROM audit_entry WHERE account_id = ? ORDER BY seq")
                    .bind(0, "acme")
                    .mapTo(String.class)
                    .list());
    assertThat(kinds)
        .containsExactly(
            "sign-on-domain-claimed", "sign-on-domain-proven", "sign-on-domain-removed");
  }
}
