package io.plenum.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.Role;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("I-3c")
class WelcomeMailTest {
  private static final Pattern PASSWORD = Pattern.compile("Password: (\\S+)");

  @TempDir Path folder;
  private Database database;
  private PasswordHasher hasher;
  private Identity identity;
  private Principal ada;

  @BeforeEach
  void open() {
    SecureRandom random = new SecureRandom();
    database = Database.open(new DatabaseConfig(folder, MasterKey.random(random), random));
    hasher = new PasswordHasher(random);
    identity = Identities.withMail(database, InstantSource.system(), random, hasher);
    SignedIn first =
        identity
            .accounts()
            .setUp("Acme", "Ada", "ada@acme.example", "Engine#1843", Identities.DEVICE);
    ada = identity.verify(first.accessToken()).orElseThrow();
  }

  @AfterEach
  void close() {
    hasher.close();
    database.close();
  }

  private Users.Added add(String email) {
    NewUser charles = new NewUser("Charles", email, Role.USER);
    return identity.users().add(ada, charles, Identities.DEVICE.source());
  }

  private List<String> letters() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT content FROM outbox ORDER BY created_at, id")
                .mapTo(String.class)
                .list());
  }

  private String passwordIn(String letter) {
    Matcher found = PASSWORD.matcher(new JsonObject(letter).getString("text"));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void tellsTheNewUser_andNobodyElse() {
    assertThat(add("charles@acme.example").toShow()).isEmpty();
    String letter = letters().getFirst();
    assertThat(letter).contains("charles@acme.example").contains("http://plenum.test/sign-in");
    SignedIn first =
        identity
            .signIns()
            .signIn("charles@acme.example", passwordIn(letter), Identities.DEVICE)
            .orElseThrow();
    assertThat(first.user().mustChangePassword()).isTrue();
  }

  @Test
  void tellsANewPassword_whenAnAdminMadeIt() {
    User charles = add("charles@acme.example").user();
    Passwords.Reset reset =
        identity.passwords().reset(ada, charles.id(), Identities.DEVICE.source()).orElseThrow();
    assertThat(reset.toShow()).isEmpty();
    List<String> passwords = letters().stream().map(this::passwordIn).toList();
    assertThat(passwords).hasSize(2).doesNotHaveDuplicates();
    long working =
        passwords.stream()
            .filter(
                one ->
                    identity
                        .signIns()
                        .signIn("charles@acme.example", one, Identities.DEVICE)
                        .isPresent())
            .count();
    assertThat(working).isEqualTo(1);
  }

  @Test
  void showsThePasswordToTheAdmin_whenNoMailCanReachTheAddress() {
    assertThat(add("no mailbox@@acme").toShow()).isPresent();
    assertThat(letters()).isEmpty();
  }
}
