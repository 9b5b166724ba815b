package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StunNamesTest {
  private static final List<InetSocketAddress> SERVERS =
      List.of(
          InetSocketAddress.createUnresolved("one.test", 3_478),
          InetSocketAddress.createUnresolved("two.test", 19_302));

  private final Map<String, InetAddress> known = new ConcurrentHashMap<>();
  private final Semaphore failed = new Semaphore(0);
  private final BlockingQueue<List<InetSocketAddress>> found = new LinkedBlockingQueue<>();
  @AutoClose private StunNames names;

  @Test
  void looksUpAgain_untilEachNameHasAnAddress_andTellsAllThatHave() throws Exception {
    InetAddress one = InetAddress.ofLiteral("192.0.2.1");
    InetAddress two = InetAddress.ofLiteral("2001:db8::2");
    known.put("two.test", two);
    names = StunNames.start(SERVERS, this::resolve, Duration.ofMillis(1), found::add);
    assertThat(found.poll(20, TimeUnit.SECONDS))
        .containsExactly(new InetSocketAddress(two, 19_302));
    assertThat(failed.tryAcquire(3, 20, TimeUnit.SECONDS)).as("tried again").isTrue();
    assertThat(found).isEmpty();
    known.put("one.test", one);
    assertThat(found.poll(20, TimeUnit.SECONDS))
        .containsExactly(new InetSocketAddress(one, 3_478), new InetSocketAddress(two, 19_302));
    failed.drainPermits();
    names.close();
    assertThat(found).isEmpty();
    assertThat(failed.availablePermits()).as("nothing is looked up any more").isZero();
  }

  private InetAddress[] resolve(String name) throws UnknownHostException {
    InetAddress address = known.get(name);
    if (address == null) {
      failed.release();
      throw new UnknownHostException(name);
    }
    return new InetAddress[] {address};
  }
}
