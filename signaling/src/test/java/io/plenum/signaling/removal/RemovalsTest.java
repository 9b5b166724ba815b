package io.plenum.signaling.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.node.TestMeetings;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.api.MeetingParts;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Accounts;
import io.plenum.signaling.identity.Identities;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.Region;
import io.plenum.signaling.meeting.MeetingDeletion;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalsTest {
  private static final String PASSWORD = "Engine#1843";
  private static final String SOURCE = Identities.DEVICE.source();

  /** What refers to a user and is dealt with before the user's row goes. */
  private static final List<String> HANDLED = List.of("meeting.organizer_id");

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.system();
  private Database database;
  private PasswordHasher hasher;
  private AuditLog audit;
  private Identity identity;
  private MeetingParts meetings;
  private MeetingDeletion deletion;
  private Principal pat;
  private String charlesId;
  private Principal charles;

  @BeforeEach
  void open() {
    database = Database.open(new DatabaseConfig(folder, MasterKey.random(random), random));
    hasher = new PasswordHasher(random);
    audit = new AuditLog(clock, random, "test");
    identity = Identities.of(database, clock, random, hasher);
    meetings = TestMeetings.on(database, clock);
    deletion = TestMeetings.deletion(database, clock);
    String account =
        identity
            .accounts()
            .setUp("Acme", "Ada", "ada@acme.example", PASSWORD, Identities.DEVICE)
            .user()
            .accountId();
    add(account, "Pat", Role.PARTNER_ADMIN);
    pat = signIn("Pat");
    charlesId = add(account, "Charles", Role.USER);
    charles = signIn("Charles");
  }

  @AfterEach
  void close() {
    hasher.close();
    database.close();
  }

  private String add(String account, String name, Role role) {
    return Identities.add(identity, account, name, name + "@acme.example", role, PASSWORD);
  }

  private Principal signIn(String name) {
    return identity
        .signIns()
        .signIn(name + "@acme.example", PASSWORD, Identities.DEVICE)
        .flatMap(signedIn -> identity.verify(signedIn.accessToken()))
        .orElseThrow();
  }

  private OwnedMeetings owned() {
    return new OwnedMeetings(
        meetings.desk()::handOver, meetings.desk()::deleteAll, deletion::finish);
  }

  private Removals removals(OwnedMeetings owned) {
    return new Removals(database, clock, identity, audit, owned, List.of());
  }

  private void say(String meetingId, long id, String text) {
    database.write(
        handle ->
            handle.execute(
                "INSERT INTO chat_message (meeting_id, id, user_id, name, kind, text, sent_at)"
                    + " VALUES (?, ?, ?, 'Charles', 'registered', ?, 0)",
                meetingId,
                id,
                charlesId,
                text));
  }

  private List<String> column(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private static Removals.Wish deleteMeetings() {
    return new Removals.Wish(Optional.empty(), false);
  }

  @Test
  @Tag("I-7")
  void keepsWhatARemovedUserWrote_withoutTheirName() {
    String meeting = meetings.meetings().create(pat, "Weekly").id();
    int said = Removals.BATCH + 1;
    for (int i = 1; i <= said; i++) {
      say(meeting, i, "hello");
    }
    Removals removals = removals(owned());
    assertThat(removals.removeUser(pat, charlesId, deleteMeetings(), SOURCE)).isTrue();
    assertThat(removals.resume()).isEqualTo(1);
    assertThat(column("SELECT DISTINCT name FROM chat_message")).containsExactly("");
    assertThat(column("SELECT text FROM chat_message")).hasSize(said);
    assertThat(column("SELECT id FROM account_user WHERE id = '" + charlesId + "'")).isEmpty();
    assertThat(removals.removeUser(pat, charlesId, deleteMeetings(), SOURCE)).isFalse();
  }

  /** The rows of meetings go, and then the store is down. */
  private OwnedMeetings broken() {
    OwnedMeetings rows = owned();
    return new OwnedMeetings(
        rows.handOver(),
        rows.delete(),
        id -> {
          throw new IllegalStateException("the store is down");
        });
  }

  @Test
  @Tag("I-1e")
  void goesOn_whereItWasInterrupted() {
    meetings.meetings().create(charles, "Weekly");
    Removals before = removals(broken());
    before.removeUser(pat, charlesId, deleteMeetings(), SOURCE);
    assertThat(before.resume()).isZero();
    assertThat(identity.stands(charles)).isFalse();
    assertThat(identity.users().byId(charlesId)).isEmpty();
    assertThat(column("SELECT id FROM removal")).containsExactly(charlesId);
    assertThat(removals(owned()).resume()).isEqualTo(1);
    assertThat(column("SELECT id FROM removal")).isEmpty();
    assertThat(column("SELECT id FROM meeting")).isEmpty();
  }

  /** An account that Pat manages, with somebody in it. */
  private String addCustomer() {
    Accounts.NewAdmin cleo = new Accounts.NewAdmin("Cleo", "cleo@b.example");
    return identity.accounts().add(pat, "Customer", Region.EUROPE, cleo, SOURCE).account().id();
  }

  private Principal actingIn(String account) {
    return identity
        .assumedRoles()
        .assume(pat, account, Role.CUSTOMER_ADMIN, Identities.DEVICE)
        .flatMap(assumed -> identity.verify(assumed.accessToken()))
        .orElseThrow();
  }

  private void assertNothingLeft(String account) {
    assertThat(column("SELECT id FROM account_user WHERE account_id = '" + account + "'"))
        .isEmpty();
    assertThat(column("SELECT id FROM meeting")).isEmpty();
    assertThat(column("SELECT text FROM chat_message")).isEmpty();
    assertThat(column("SELECT name FROM account WHERE id = '" + account + "'")).containsExactly("");
  }

  @Test
  @Tag("I-1d")
  void leavesNothingOfAnAccount_butAnEmptyRow() {
    String id = addCustomer();
    Principal acting = actingIn(id);
    say(meetings.meetings().create(acting, "Weekly").id(), 1, "hello");
    Removals removals = removals(owned());
    assertThat(removals.endAccount(pat, id, SOURCE)).isTrue();
    assertThat(identity.stands(acting)).isFalse();
    assertThat(removals.resume()).isEqualTo(1);
    assertNothingLeft(id);
    assertThat(removals.endAccount(pat, id, SOURCE)).isFalse();
  }

  @Test
  @Tag("I-1d")
  void endsAnAccount_atTheNextStart_whenItWasInterrupted() {
    String id = addCustomer();
    Principal acting = actingIn(id);
    say(meetings.meetings().create(acting, "Weekly").id(), 1, "hello");
    Removals before = removals(broken());
    assertThat(before.endAccount(pat, id, SOURCE)).isTrue();
    assertThat(before.resume()).isZero();
    assertThat(identity.stands(acting)).as("nobody is let in meanwhile").isFalse();

    assertThat(removals(owned()).resume()).isEqualTo(1);
    assertNothingLeft(id);
  }

  @Test
  @Tag("I-8c")
  void erasesThePersonFromTheAuditLog_whenAsked() {
    String about = "SELECT value FROM audit_personal WHERE person = '" + charlesId + "'";
    assertThat(column(about)).isNotEmpty();
    removals(owned()).removeUser(pat, charlesId, new Removals.Wish(Optional.empty(), true), SOURCE);
    assertThat(column(about)).isEmpty();
  }

  /** A new table that refers to users must say what becomes of its rows when one goes. */
  @Test
  @Tag("I-7")
  void noTableHoldsAUserBack() {
    List<String> holding =
        database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT m.name || '.' || k."from" FROM sqlite_schema m
                        JOIN pragma_foreign_key_list(m.name) k
                        WHERE m.type = 'table' AND k."table" = 'account_user'
                          AND k.on_delete NOT IN ('CASCADE', 'SET NULL')\
                        """)
                    .mapTo(String.class)
                    .list());
    assertThat(holding).containsExactlyInAnyOrderElementsOf(HANDLED);
  }
}
