package io.plenum.signaling.file;

import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.identity.Region;
import io.plenum.signaling.post.Outbox;
import io.plenum.signaling.post.Webhooks;
import io.plenum.signaling.space.SpaceFeed;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.object.FileObjectStore;
import io.plenum.storage.object.ObjectStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Files with a store in a folder, for tests of what is made with them. */
public final class TestFiles {
  private TestFiles() {}

  /** Files of no account: every upload is refused. */
  public static Files none(Database database, Path folder, InstantSource clock) {
    MasterKey key = MasterKey.random(new SecureRandom());
    return over(
        database, cells(store(folder, key, clock)), feed(database), id -> Optional.empty(), clock);
  }

  static ObjectStore store(Path folder, MasterKey key, InstantSource clock) {
    return FileObjectStore.open(
        new FileObjectStore.Config(folder.resolve("objects"), 0, key, new SecureRandom(), clock));
  }

  static Cells cells(ObjectStore store) {
    return new Cells(
        Map.of(Cells.MAIN, store),
        Arrays.stream(Region.values()).collect(Collectors.toMap(one -> one, one -> Cells.MAIN)));
  }

  static SpaceFeed feed(Database database) {
    return new SpaceFeed(database, (handle, meeting, id) -> Optional.empty());
  }

  static Files over(
      Database database,
      Cells cells,
      SpaceFeed feed,
      Function<String, Optional<io.plenum.signaling.identity.Account>> accounts,
      InstantSource clock) {
    SecureRandom random = new SecureRandom();
    Supplier<String> ids = () -> RandomId.next(random);
    AuditLog audit = new AuditLog(clock, random, "test");
    Webhooks webhooks = new Webhooks(new Outbox(clock, ids, false), clock, ids);
    FileNews news =
        new FileNews(audit, webhooks, feed, (handle, meeting, file) -> List.of(), clock);
    return new Files(database, accounts, cells, news, clock, ids);
  }
}
