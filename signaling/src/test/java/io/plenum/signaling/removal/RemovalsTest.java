package io.plenum.signaling.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.node.TestMeetings;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.api.MeetingParts;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.file.Files;
import io.plenum.signaling.file.TestFiles;
import io.plenum.signaling.identity.Accounts;
import io.plenum.signaling.identity.Identities;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.identity.Region;
import io.plenum.signaling.identity.openid.SignOn;
import io.plenum.signaling.meeting.MeetingDeletion;
import io.plenum.signaling.post.Endpoints;
import io.plenum.signaling.post.OutboxRows;
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

  /** What outlives an account: its audit log, by its own retention. */
  private static final List<String> OUTLIVING =
      List.of("audit_chain", "audit_entry", "audit_personal");

  private static final String FILE =
      "INSERT INTO meeting_file (id, account_id, meeting_id, cell, state, kind, name, media_type,"
          + " size_bytes, sha256, user_id, author, run_id, began_at, added_at) VALUES ('%s', '%s',"
          + " '%s', 'main', 'ready', 'file', 'a.txt', 'text/plain', 1, 'x', '%s', '%s', 'r', 0, 0)";

  private static final String LETTER =
      "INSERT INTO outbox (id, account_id, kind, lane, content, state, tries, due_at, created_at,"
          + " done_at) VALUES ('%s', '%s', 'mail', 'mail', '{}', '%s', 0, 0, %d, %s)";

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = InstantSource.system();
  private Database database;
  private PasswordHasher hasher;
  private AuditLog audit;
  private Identity identity;
  private MeetingParts meetings;
  private MeetingDeletion deletion;
  private Files files;
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
    files = TestFiles.none(database, folder, clock);
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
    return new Removals(
        database,
        clock,
        identity,
        audit,
        owned,
        List.of(
            files::endAccount,
            new Endpoints(database, clock, random, () -> RandomId.next(random))::endAccount,
            new SignOn(database, clock, random, identity.outsideSignIns(), audit, null)
                ::endAccount));
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
  @Tag("I-7")
  void forgetsTheirName_whereverItStands() {
    String meeting = meetings.meetings().create(pat, "Weekly").id();
    for (int i = 1; i <= Removals.BATCH + 1; i++) {
      say(meeting, i, "as he said");
    }
    write("UPDATE chat_message SET reply_to = 1, quote_user_id = user_id, quote_name = name");
    write(FILE.formatted("f1", pat.accountId(), meeting, charlesId, "Charles"));
    write(
        "INSERT INTO idempotent_request (principal, key, request_hash, run, held_until, written,"
            + " answer, created_at) VALUES ('"
            + charlesId
            + "', 'k', 'h', 'r', 0, 1, 'Charles', 0)");
    Removals removals = removals(owned());
    removals.removeUser(pat, charlesId, deleteMeetings(), SOURCE);
    assertThat(removals.resume()).isEqualTo(1);
    assertThat(column("SELECT quote_name FROM chat_message WHERE quote_name <> ''")).isEmpty();
    assertThat(column("SELECT author FROM meeting_file")).containsExactly("");
    assertThat(column("SELECT answer FROM idempotent_request")).isEmpty();
  }

  @Test
  @Tag("I-1d")
  void leavesNoRowThatAnAccountOwns() {
    Accounts.Added customer = addCustomer();
    String id = customer.account().id();
    String cleo = customer.admin().user().id();
    write(FILE.formatted("f1", id, "gone", cleo, "Cleo"));
    write(rowsOf(id, cleo));
    assertThat(owning(id)).containsAll(tablesOfAccounts());
    Removals removals = removals(owned());
    removals.endAccount(pat, id, SOURCE);
    assertThat(removals.resume()).isEqualTo(1);
    assertThat(owning(id)).containsExactlyInAnyOrderElementsOf(OUTLIVING);
  }

  /** Tables that say which account owns a row. */
  private List<String> tablesOfAccounts() {
    return column(
        """
        SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND c.name = 'account_id'
          AND m.name NOT IN ('audit_checkpoint', 'meeting')\
        """);
  }

  private List<String> owning(String accountId) {
    return column(
            """
            SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND c.name = 'account_id'\
            """)
        .stream()
        .filter(
            table ->
                !column(
                        "SELECT account_id FROM "
                            + table
                            + " WHERE account_id = '"
                            + accountId
                            + "'")
                    .isEmpty())
        .toList();
  }

  @Test
  @Tag("I-1d")
  void stillTellsThatMeetingsAreCancelled_andNothingElse() {
    String id = addCustomer().account().id();
    write(LETTER.formatted("before", id, "waiting", 0, "NULL"));
    write(LETTER.formatted("after", id, "waiting", Long.MAX_VALUE, "NULL"));
    Removals removals = removals(owned());
    removals.endAccount(pat, id, SOURCE);
    removals.resume();
    assertThat(column("SELECT id FROM outbox")).containsExactly("after");
    write("UPDATE outbox SET state = 'sent', done_at = 1, content = NULL");
    database.write(handle -> OutboxRows.sweep(handle, 2));
    assertThat(column("SELECT id FROM outbox")).isEmpty();
  }

  /** A row of everything else that an account may own; of the account and a user of it. */
  private static String[] rowsOf(String account, String user) {
    return """
    INSERT INTO webhook_endpoint (id, account_id, url, events, secret, enabled, created_at,
      version) VALUES ('w', '%1$s', 'https://b.example', '', 's', 1, 0, 1);
    INSERT INTO outbox (id, account_id, kind, lane, endpoint_id, event_id, event, content, state,
      tries, due_at, created_at)
      VALUES ('e', '%1$s', 'webhook', 'w', 'w', 'e', 'e', '{}', 'waiting', 0, 0, 0);
    INSERT INTO api_client (id, account_id, user_id, name, scopes, created_at)
      VALUES ('c', '%1$s', '%2$s', 'Script', '', 0);
    INSERT INTO sign_on_provider (account_id, name, issuer, client_id, trusts_email, changed_at)
      VALUES ('%1$s', 'IdP', 'https://idp.example', 'p', 0, 0);
    INSERT INTO sign_on_domain (account_id, domain, proof, proven_at)
      VALUES ('%1$s', 'b.example', 'p', 0);
    INSERT INTO sign_on_link (account_id, issuer, subject, user_id, created_at)
      VALUES ('%1$s', 'https://idp.example', 's', '%2$s', 0);
    INSERT INTO sign_on_attempt (state, browser, account_id, issuer, nonce, verifier,
      redirect_uri, page, expires_at)
      VALUES (x'01', x'02', '%1$s', 'https://idp.example', 'n', 'v', 'r', '/', 0)\
    """
        .formatted(account, user)
        .split(";");
  }

  private void write(String... statements) {
    for (String sql : statements) {
      database.write(handle -> handle.execute(sql));
    }
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
  private Accounts.Added addCustomer() {
    Accounts.NewAdmin cleo = new Accounts.NewAdmin("Cleo", "cleo@b.example");
    return identity.accounts().add(pat, "Customer", Region.EUROPE, cleo, SOURCE);
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
    String id = addCustomer().account().id();
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
    String id = addCustomer().account().id();
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
