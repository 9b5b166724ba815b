package io.plenum.signaling.identity.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.Identities;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.identity.openid.SignOnRefused.Reason;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who becomes whom, with several accounts. */
@Tag("I-4c")
class NewcomersTest {
  private static final String ISSUER = "https://login.example";

  @TempDir Path folder;
  private Database database;
  private PasswordHasher hasher;
  private Identity identity;
  private Newcomers newcomers;

  @BeforeEach
  void open() {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    database = Database.open(new DatabaseConfig(folder, MasterKey.random(random), random));
    hasher = new PasswordHasher(random);
    identity = Identities.of(database, clock, random, hasher);
    newcomers = new Newcomers(identity.outsideSignIns(), clock);
    for (String account : new String[] {"acme", "other"}) {
      database.write(
          handle -> {
            handle.execute(
                "INSERT INTO account (id, name, created_at) VALUES (?, ?, 0)", account, account);
            DomainRows.insert(handle, account, new Domain(account + ".example", "proof", false));
            DomainRows.prove(handle, account, account + ".example", 0);
            return null;
          });
    }
  }

  @AfterEach
  void close() {
    hasher.close();
    database.close();
  }

  private User addUser(String account, String email, Role role) {
    return database.write(
        handle -> {
          User user = identity.outsideSignIns().add(handle, account, "Name", email).orElseThrow();
          handle.execute("UPDATE account_user SET role = ? WHERE id = ?", role.text(), user.id());
          return user;
        });
  }

  private static Provider provider(String account) {
    return new Provider(account, "Login", ISSUER, "plenum", Optional.empty(), false);
  }

  private static Arrival arrival(String subject, String email) {
    return new Arrival(ISSUER, subject, Optional.of(email), true, "Ada");
  }

  private Newcomers.Found come(String account, Arrival arrival) {
    return database.write(handle -> newcomers.find(handle, provider(account), arrival));
  }

  private void assertRefused(String account, Arrival arrival, Reason reason) {
    assertThatThrownBy(() -> come(account, arrival))
        .isInstanceOfSatisfying(
            SignOnRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void makesAUser_onceForEachSubject() {
    Newcomers.Found first = come("acme", arrival("1", "ada@acme.example"));
    Newcomers.Found second = come("acme", arrival("1", "ada@acme.example"));

    assertThat(first.added()).isTrue();
    assertThat(first.user().role()).isEqualTo(Role.USER);
    assertThat(second.added()).isFalse();
    assertThat(second.user().id()).isEqualTo(first.user().id());
  }

  @Test
  void keepsSubjectsOfOneProviderApart_inEachAccount() {
    String acme = come("acme", arrival("1", "ada@acme.example")).user().id();
    String other = come("other", arrival("1", "ada@other.example")).user().id();

    assertThat(other).isNotEqualTo(acme);
    assertThat(come("acme", arrival("1", "ada@acme.example")).user().id()).isEqualTo(acme);
  }

  @Test
  void takesNobodyIn_fromAnotherAccountsDomain() {
    assertRefused("acme", arrival("1", "ada@other.example"), Reason.EMAIL_NOT_ACCEPTED);
  }

  @Test
  void takesNobodyOver_whoIsOfAnotherAccount() {
    addUser("other", "ada@acme.example", Role.CUSTOMER_ADMIN);

    assertRefused("acme", arrival("1", "ada@acme.example"), Reason.NOT_LINKABLE);
  }

  @Test
  void takesNoPartnerAdminOver() {
    addUser("acme", "partner@acme.example", Role.PARTNER_ADMIN);

    assertRefused("acme", arrival("1", "partner@acme.example"), Reason.NOT_LINKABLE);
  }

  @Test
  void linksAUser_ofTheAccount() {
    User boss = addUser("acme", "boss@acme.example", Role.CUSTOMER_ADMIN);

    Newcomers.Found found = come("acme", arrival("1", "boss@acme.example"));

    assertThat(found.added()).isFalse();
    assertThat(found.user().id()).isEqualTo(boss.id());
  }

  @Test
  void takesNobodyIn_withoutAVerifiedAddress() {
    Arrival unverified = new Arrival(ISSUER, "1", Optional.of("ada@acme.example"), false, "Ada");
    Arrival without = new Arrival(ISSUER, "1", Optional.empty(), true, "Ada");

    assertRefused("acme", unverified, Reason.EMAIL_NOT_ACCEPTED);
    assertRefused("acme", without, Reason.EMAIL_NOT_ACCEPTED);
  }

  @Test
  void forgetsTheDomain_whenAnotherAccountProvesIt() {
    database.write(
        handle -> {
          DomainRows.insert(handle, "other", new Domain("acme.example", "proof", false));
          DomainRows.prove(handle, "other", "acme.example", 1);
          return null;
        });

    assertRefused("acme", arrival("1", "ada@acme.example"), Reason.EMAIL_NOT_ACCEPTED);
    assertThat(come("other", arrival("1", "ada@acme.example")).added()).isTrue();
  }

  @Test
  void takesNobodyIn_whoIsDisabledHere() {
    User linked = come("acme", arrival("1", "ada@acme.example")).user();
    User known = addUser("acme", "bob@acme.example", Role.USER);
    database.write(
        handle ->
            handle.execute(
                "UPDATE account_user SET disabled_at = 1 WHERE id IN (?, ?)",
                linked.id(),
                known.id()));

    assertRefused("acme", arrival("1", "ada@acme.example"), Reason.NOT_LINKABLE);
    assertRefused("acme", arrival("2", "bob@acme.example"), Reason.NOT_LINKABLE);
  }
}
