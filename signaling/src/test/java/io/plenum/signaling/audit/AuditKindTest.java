package io.plenum.signaling.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AuditKindTest {
  @Test
  void isInTheHandbook_eachOfThem() throws IOException {
    String handbook = Files.readString(Path.of("../docs/audit.md"));

    assertThat(AuditKind.values())
        .allSatisfy(kind -> assertThat(handbook).contains("`" + kind.text() + "`"));
  }

  @Test
  void isFoundByItsText() {
    assertThat(AuditKind.values())
        .allSatisfy(kind -> assertThat(AuditKind.of(kind.text())).contains(kind));
    assertThat(AuditKind.of("no-such-kind")).isEmpty();
  }
}
