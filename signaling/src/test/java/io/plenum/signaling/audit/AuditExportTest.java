package io.plenum.signaling.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.storage.database.Database;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@EachDatabase
@Tag("A-2d")
class AuditExportTest {
  private static final int ENTRIES = AuditExport.PIECE * 2 + 1;
  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  private final Database database;
  private final AuditReader reader;
  private Instant now = START;
  private final AuditLog audit = new AuditLog(() -> now, new SecureRandom(), "n1");

  AuditExportTest(TestDatabase store) {
    this.database = store.open();
    this.reader = new AuditReader(database);
  }

  /** Each a second after the one before; every tenth of Bob, to whom Ann does it. */
  @BeforeEach
  void fill() {
    database.write(
        handle -> {
          for (int i = 1; i <= ENTRIES; i++) {
            now = START.plusSeconds(i);
            audit.append(handle, i % 10 == 0 ? event(i).to("bob-id") : event(i));
          }
          return null;
        });
  }

  private static AuditEvent event(int n) {
    return new AuditEvent(
        "acme",
        AuditKind.USER_ADDED,
        Actor.of("ann-id", "Ann", "192.0.2.1:1"),
        Optional.of("meeting" + n % 2),
        Map.of("n", n),
        Map.of("email", "someone@example.org"));
  }

  private List<String> pieces(AuditFilter filter) {
    AuditExport export = new AuditExport(reader, "acme", filter, AuditExport.Format.JSON_LINES);
    List<String> pieces = new ArrayList<>();
    for (Optional<String> piece = export.next(); piece.isPresent(); piece = export.next()) {
      pieces.add(piece.get());
    }
    return pieces;
  }

  @Test
  void comesInPieces_inOrder_eachEntryOnce() {
    List<String> pieces = pieces(AuditFilter.ALL);

    assertThat(pieces).hasSize(3);
    assertThat(String.join("", pieces).lines().map(line -> new JsonObject(line).getLong("seq")))
        .hasSize(ENTRIES)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void hasEachEntry_andTheHashBeforeIt_whateverIsLeftOut() {
    AuditFilter bob =
        new AuditFilter(
            Optional.of(START.plusSeconds(50)),
            Optional.of(START.plusSeconds(101)),
            Optional.of("bob-id"),
            Optional.of("meeting0"),
            Optional.of("user-added"));
    List<JsonObject> lines = String.join("", pieces(bob)).lines().map(JsonObject::new).toList();

    assertThat(lines)
        .extracting(line -> line.getLong("seq"))
        .containsExactly(50L, 60L, 70L, 80L, 90L, 100L);
    assertThat(lines)
        .allSatisfy(
            line -> {
              Object hash = line.remove("hash");
              line.remove("personal");
              assertThat(AuditHash.of(CanonicalJson.text(line.getMap()))).isEqualTo(hash);
            });
  }

  @Test
  void findsAPerson_whateverTheirPart_andOtherwiseNothing() {
    assertThat(pieces(person("bob-id")).getFirst().lines()).hasSize(ENTRIES / 10);
    assertThat(pieces(person("ann-id"))).hasSize(3);
    assertThat(pieces(person("eve-id"))).isEmpty();
    AuditExport other =
        new AuditExport(reader, "other", AuditFilter.ALL, AuditExport.Format.JSON_LINES);
    assertThat(other.next()).isEmpty();
  }

  private static AuditFilter person(String id) {
    return new AuditFilter(
        Optional.empty(), Optional.empty(), Optional.of(id), Optional.empty(), Optional.empty());
  }

  @Test
  @Tag("I-8c")
  void handsOutWhatItHoldsOfAPerson_andOfNobodyElse() {
    List<PersonalFact> all = new ArrayList<>();
    PageRequest wanted = new PageRequest(PageRequest.LARGEST, Optional.empty());
    Page<PersonalFact> page = reader.about("acme", "bob-id", wanted);
    all.addAll(page.items());
    while (page.next().isPresent()) {
      page = reader.about("acme", "bob-id", new PageRequest(PageRequest.LARGEST, page.next()));
      all.addAll(page.items());
    }
    assertThat(all).hasSize(ENTRIES / 10);
    assertThat(all)
        .allSatisfy(
            fact ->
                assertThat(fact)
                    .returns("subject.email", PersonalFact::field)
                    .returns("someone@example.org", PersonalFact::value));
    assertThat(reader.about("acme", "ann-id", wanted).next()).isPresent();
  }
}
