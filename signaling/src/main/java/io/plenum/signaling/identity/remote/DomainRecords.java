package io.plenum.signaling.identity.remote;

import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the owner of a domain publishes in its TXT records. Calls block. */
public final class DomainRecords {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final DnsClient client;

  /** `server`: whom to ask; empty: the name servers of this machine. */
  public DomainRecords(Vertx vertx, Optional<InetSocketAddress> server) {
    DnsClientOptions options = new DnsClientOptions().setQueryTimeout(TIMEOUT.toMillis());
    server.ifPresent(
        address ->
            options.setHost(address.getAddress().getHostAddress()).setPort(address.getPort()));
    this.client = vertx.createDnsClient(options);
  }

  /**
   * The TXT records of a name; none when there is no such name.
   *
   * @throws RemoteRefused when the name service does not answer
   */
  public List<String> texts(String name) throws RemoteRefused {
    try {
      return client.resolveTXT(name).await(TIMEOUT.plusSeconds(1).toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new RemoteRefused("The name service does not answer.");
    } catch (Exception e) {
      // await() throws what the query failed with, checked or not: mostly, that there is no such
      // name.
      return List.of();
    }
  }
}
