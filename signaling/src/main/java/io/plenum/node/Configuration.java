package io.plenum.node;

import io.plenum.rtc.srtp.CipherProvider;
import io.plenum.sfu.net.DatagramPath;
import io.plenum.signaling.access.Network;
import io.plenum.signaling.delivery.MailServer;
import io.plenum.signaling.identity.Cell;
import io.plenum.signaling.invite.DialIn;
import io.plenum.storage.database.PostgresConfig;
import io.plenum.storage.object.ObjectStore;
import io.plenum.storage.object.S3Config;
import io.plenum.storage.object.S3Location;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an operator decides, checked. docs/configuration.md describes each key.
 *
 * @param dataDir where everything is kept
 * @param masterKey as written; empty: it is in a file
 * @param masterKeyFile empty: beside the data folder
 * @param backups empty: none are made by themselves
 * @param postgres where rows are kept; empty: in the data folder
 * @param mail what takes our mail; empty: no mail is sent
 * @param webhooksAllowed networks that webhooks may call besides the public Internet
 * @param publicAddress the address that browsers reach media at; empty: the addresses of this
 *     machine
 * @param audit where the audit log's checkpoints go
 * @param nodeName what this node is called where several are
 * @param cell which regions' accounts are kept here
 * @param dialIn telephone numbers that invitations tell
 * @param shown every key with its text, without secrets, for the audit log
 * @param nextMasterKey as written; only for changing the key
 * @param setupToken for an unattended first start; empty: one is drawn and printed
 */
public record Configuration(
    Path dataDir,
    Optional<String> masterKey,
    Optional<Path> masterKeyFile,
    Optional<PostgresConfig> postgres,
    Optional<Backups> backups,
    Http http,
    Media media,
    Optional<MailServer> mail,
    List<Network> webhooksAllowed,
    Optional<InetAddress> publicAddress,
    SignOn signOn,
    Audit audit,
    String nodeName,
    Cell cell,
    List<DialIn> dialIn,
    Map<String, String> shown,
    Objects objects,
    Optional<String> nextMasterKey,
    Optional<String> setupToken) {

  /**
   * The audit log.
   *
   * @param checkpointDir outside the data folder; empty: beside it
   * @param keyFile what signs them; empty: beside the data folder
   * @param serverKeptDays how long the entries of no account are kept; 0: for ever
   */
  public record Audit(Optional<Path> checkpointDir, Optional<Path> keyFile, int serverKeptDays) {}

  /**
   * Where contents are kept (docs/storage.md).
   *
   * @param cells by name, {@link io.plenum.signaling.file.Cells#MAIN} among them; an empty location
   *     is the data folder
   * @param credentials for S3; empty: what the SDK finds
   * @param encryption empty: as the S3 service can
   * @param keepFreeBytes of the data folder's disk, which contents leave to others
   */
  public record Objects(
      Map<String, Optional<S3Location>> cells,
      Optional<S3Config.Credentials> credentials,
      Optional<ObjectStore.Encryption> encryption,
      Optional<String> kmsKey,
      long keepFreeBytes) {}

  /**
   * The web side.
   *
   * @param port of plain HTTP, which only leads to HTTPS where there is TLS; 0: any free one
   * @param requestsPerMinute that one signed-in caller may send
   * @param tls empty: plain HTTP only
   * @param publicUrl where browsers find this server, without a trailing slash; empty: wherever a
   *     request came to
   * @param trustedProxies whose X-Forwarded-For is believed
   * @param metricsAllowed who may read /metrics
   */
  public record Http(
      InetAddress host,
      int port,
      int requestsPerMinute,
      Optional<Tls> tls,
      Optional<URI> publicUrl,
      List<Network> trustedProxies,
      List<Network> metricsAllowed) {}

  /**
   * HTTPS.
   *
   * @param port 0: any free one
   */
  public record Tls(int port, Certificate certificate) {}

  /** Where the certificate comes from. */
  public sealed interface Certificate {
    /** PEM files of the operator's, read again when they change. */
    record Files(Path certificate, Path key) implements Certificate {}

    /** One that is made, and that no browser trusts, for a host where people try things out. */
    record Development(String host) implements Certificate {}
  }

  /**
   * Backups that the server makes by itself.
   *
   * @param folder outside the data folder
   * @param dailyAt by this machine's time zone
   * @param keep the newest of them, in number
   * @param keepWeeks and the last of so many weeks
   */
  public record Backups(Path folder, LocalTime dailyAt, int keep, int keepWeeks) {}

  /**
   * The media side.
   *
   * @param port the first UDP port, 0: any free one
   * @param tcp whether the TCP ports of the same numbers take media too
   * @param onHttpPort whether the port of HTTPS (plain HTTP where there is no TLS) takes media too
   * @param turn relays for clients whose network lets nothing else through; empty: none
   * @param stunServers which say what the public address is; their names are not looked up yet
   * @param loops threads, each with a port of its own; empty: as many as suit the machine
   * @param addresses to receive on; empty: all that can be used
   * @param path the cheapest path of datagrams that may be used
   * @param splitAt people on each of a meeting's loops from which on it gets another
   * @param cipher whose code encrypts media; empty: the fastest that works here
   */
  public record Media(
      int port,
      boolean tcp,
      boolean onHttpPort,
      Optional<Turn> turn,
      List<InetSocketAddress> stunServers,
      OptionalInt loops,
      List<InetAddress> addresses,
      DatagramPath path,
      int splitAt,
      Optional<CipherProvider> cipher) {}

  /**
   * TURN servers.
   *
   * @param urls as browsers take them (RFC 7065)
   * @param secret which the servers share with this one
   */
  public record Turn(List<String> urls, String secret) {
    /** Does not show the secret. */
    @Override
    public String toString() {
      return "Turn" + urls;
    }
  }

  /**
   * Signing in elsewhere.
   *
   * @param networks besides the Internet, where accounts' providers may be
   */
  public record SignOn(List<Network> networks) {}

  /**
   * Reads plenum.yaml and the PLENUM_ variables.
   *
   * @param environment as of {@link System#getenv()}
   * @throws ConfigurationRefused when a key is unknown or a value is not as expected
   */
  public static Configuration read(Map<String, String> environment) {
    return new ConfigurationReader(Settings.read(environment)).read();
  }

  /** Does not show secrets. */
  @Override
  public String toString() {
    return "Configuration[" + dataDir + ", " + http + ", " + media + ", " + publicAddress + "]";
  }
}
