package io.plenum.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/**
 * The arrows between modules, and who may touch the outside world (docs/architecture.md). Packages
 * that do not exist yet break no rule; that the rules look at anything at all has its own test.
 */
class LayersTest {
  private static final JavaClasses PRODUCT = Product.classes();

  private static final String[] SFU = {"io.plenum.rtc..", "io.plenum.sfu.."};
  private static final String[] STORAGE = {"io.plenum.storage.."};
  private static final String[] RECORDER = {"io.plenum.recorder.."};
  private static final String[] TELEPHONE = {"io.plenum.telephone.."};
  private static final String[] SERVER = {"io.plenum", "io.plenum.node..", "io.plenum.signaling.."};
  private static final String[] BENCH = {"io.plenum.bench.."};

  /** The edges: they may touch sockets, threads, clocks, environment and random sources. */
  private static final DescribedPredicate<JavaClass> EDGE =
      resideInAnyPackage(
          "io.plenum.sfu.loop..",
          "io.plenum.sfu.net..",
          "io.plenum.storage..",
          "io.plenum.signaling.socket..",
          "io.plenum.signaling.api..",
          // Asks the providers and name servers that accounts' admins name, and nobody else.
          "io.plenum.signaling.identity.remote..",
          "io.plenum.signaling.cluster..",
          // SMTP and webhooks: the couriers that carry letters out.
          "io.plenum.signaling.delivery..",
          "io.plenum.node..",
          "io.plenum.bench..",
          "io.plenum");

  /**
   * What owns threads without being an edge, and touches nothing else: the handshake, which blocks;
   * the live session, an actor; the hashing of passwords, which burns a core.
   */
  private static final DescribedPredicate<JavaClass> THREADED =
      resideInAnyPackage("io.plenum.rtc.dtls..")
          .or(name("io.plenum.signaling.session.LiveSession").forSubtype())
          .or(name("io.plenum.signaling.session.EventLane"))
          .or(name("io.plenum.signaling.identity.PasswordHasher").forSubtype());

  @Test
  void rulesLookAtTheProduct() {
    assertThat(PRODUCT.that(not(EDGE))).as("classes that must be pure").hasSizeGreaterThan(2);
    assertThat(PRODUCT.that(resideInAnyPackage(SFU))).as("classes of the media plane").isNotEmpty();
    assertThat(PRODUCT).as("no test among them").noneMatch(type -> type.getName().endsWith("Test"));
  }

  @Test
  void mediaPlaneAndStorageKnowNothingOfOurs() {
    neverDepends(SFU, STORAGE, RECORDER, TELEPHONE, SERVER, BENCH).check(PRODUCT);
    neverDepends(STORAGE, SFU, RECORDER, TELEPHONE, SERVER, BENCH).check(PRODUCT);
  }

  @Test
  void recorderAndTelephoneKnowMediaAndStorageOnly() {
    neverDepends(RECORDER, TELEPHONE, SERVER, BENCH).check(PRODUCT);
    neverDepends(TELEPHONE, RECORDER, SERVER, BENCH).check(PRODUCT);
  }

  @Test
  void nobodyDependsOnMeasurements() {
    neverDepends(SERVER, BENCH).check(PRODUCT);
  }

  @Test
  void protocolsKnowNothingOfRooms() {
    neverDepends(new String[] {"io.plenum.rtc.."}, new String[] {"io.plenum.sfu.."}).check(PRODUCT);
  }

  @Test
  void mediaPlaneKnowsNeitherServerNorDatabase() {
    String[] others = {"io.vertx..", "io.netty..", "java.sql..", "org.jdbi..", "com.zaxxer.."};
    neverDepends(SFU, others).check(PRODUCT);
  }

  /** A room does not know that it has other shards: the loop joins it with them. */
  @Test
  void onlyLoopsKnowOfTheRelay() {
    noClasses()
        .that()
        .resideInAnyPackage("io.plenum.sfu..")
        .and(not(resideInAnyPackage("io.plenum.sfu.relay..", "io.plenum.sfu.loop..")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.plenum.sfu.relay.."))
        .check(PRODUCT);
    neverDepends(new String[] {"io.plenum.sfu.relay.."}, new String[] {"io.plenum.sfu.loop.."})
        .check(PRODUCT);
  }

  @Test
  void onlyEdgesTouchTheOutsideWorld() {
    classes()
        .that(not(EDGE.or(THREADED)))
        .should(new StayInside(EnumSet.allOf(OutsideWorld.class)))
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void ownersOfThreadsTouchThreadsOnly() {
    classes()
        .that(THREADED)
        .should(new StayInside(EnumSet.complementOf(EnumSet.of(OutsideWorld.THREAD))))
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void findsEveryKindOfTouch() {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

    for (OutsideWorld kind : OutsideWorld.values()) {
      ArchRule rule = classes().should(new StayInside(EnumSet.of(kind)));
      assertThat(rule.evaluate(offender).getFailureReport().getDetails()).as("%s", kind).hasSize(2);
    }
  }

  private static ArchRule neverDepends(String[] from, String[]... on) {
    DescribedPredicate<JavaClass> targets = DescribedPredicate.alwaysFalse();
    for (String[] packages : on) {
      targets = targets.or(resideInAnyPackage(packages));
    }
    return noClasses()
        .that()
        .resideInAnyPackage(from)
        .should()
        .dependOnClassesThat(targets)
        .allowEmptyShould(true);
  }
}
