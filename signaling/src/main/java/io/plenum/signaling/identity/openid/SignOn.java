package io.plenum.signaling.identity.openid;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Device;
import io.plenum.signaling.identity.OutsideSignIns;
import io.plenum.signaling.identity.RandomId;
import io.plenum.signaling.identity.SignIns;
import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.identity.openid.AttemptRows.Attempt;
import io.plenum.signaling.identity.openid.SignOnRefused.Reason;
import io.plenum.signaling.identity.remote.RemoteHttp;
import io.plenum.storage.database.Database;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in at their account's provider: sends them off, and takes them in when they come
 * back. Any thread may call; calls block on the database and the provider. Nothing here limits how
 * often somebody tries.
 */
public final class SignOn {
  private static final Logger log = LoggerFactory.getLogger(SignOn.class);

  /** People look for their second factor meanwhile. */
  public static final Duration ATTEMPT_LIFETIME = Duration.ofMinutes(15);

  /** Where the provider sends the browser back to; its admin registers it there. */
  public static final String CALLBACK = "/api/v1/sign-on/callback";

  /** A page of ours: a path, no other server's address. */
  private static final Pattern PAGE = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,511}");

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final OutsideSignIns outsideSignIns;
  private final AuditLog audit;
  private final CodeFlow flow;
  private final IdTokens idTokens;
  private final Newcomers newcomers;
  private final Providers providers;

  /** `random` must be a secure source. */
  public SignOn(
      Database database,
      InstantSource clock,
      RandomGenerator random,
      OutsideSignIns outsideSignIns,
      AuditLog audit,
      RemoteHttp http) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.outsideSignIns = outsideSignIns;
    this.audit = audit;
    Discovery discovery = new Discovery(http, clock);
    this.flow = new CodeFlow(http, discovery);
    this.idTokens = new IdTokens(discovery, clock);
    this.newcomers = new Newcomers(outsideSignIns, clock);
    this.providers = new Providers(database, clock, discovery, audit);
  }

  /** What admins see of this. */
  public Providers providers() {
    return providers;
  }

  /**
   * Where somebody goes to sign in.
   *
   * @param browser a secret for a cookie: only the browser that has it can come back
   */
  public record Departure(URI url, String providerName, String browser) {
    /** Does not show the secret. */
    @Override
    public String toString() {
      return "Departure[" + providerName + "]";
    }
  }

  /** Somebody who came back, and the page that they wanted. */
  public record Returned(SignedIn signedIn, String page) {}

  /** What a browser brings back, as the query of the callback has it. */
  public record Callback(
      Optional<String> state,
      Optional<String> code,
      Optional<String> error,
      Optional<String> issuer) {
    /** Does not show the code. */
    @Override
    public String toString() {
      return "Callback[" + error + "]";
    }
  }

  /**
   * Sends somebody to the provider of their address's domain. Looks at the domain only: whether
   * there is such a person is not told.
   *
   * @param baseUrl where the browser found this server
   * @param page where to go afterwards; anything but a path of ours counts as the home page
   * @return empty: this domain signs in here, by password
   * @throws SignOnRefused when the provider cannot be reached
   */
  public Optional<Departure> begin(String email, String baseUrl, String page) {
    String address = PersonText.email(email);
    Optional<Provider> provider =
        PersonText.domain(address)
            .flatMap(
                domain ->
                    database.read(
                        handle ->
                            DomainRows.owner(handle, domain)
                                .flatMap(owner -> ProviderRows.ofAccount(handle, owner))));
    return provider.map(found -> depart(found, address, URI.create(baseUrl + CALLBACK), page));
  }

  private Departure depart(Provider provider, String email, URI redirectUri, String page) {
    CodeFlow.Secrets secrets =
        new CodeFlow.Secrets(
            RandomId.secret(random), RandomId.secret(random), RandomId.secret(random));
    String browser = RandomId.secret(random);
    URI url = flow.start(provider, secrets, redirectUri, email);
    Attempt attempt =
        new Attempt(
            provider.accountId(),
            provider.issuer(),
            secrets.nonce(),
            secrets.verifier(),
            redirectUri.toString(),
            PAGE.matcher(page).matches() ? page : "/");
    Instant expiresAt = clock.instant().plus(ATTEMPT_LIFETIME);
    database.write(
        handle -> {
          AttemptRows.insert(handle, secrets.state(), browser, attempt, expiresAt);
          return null;
        });
    return new Departure(url, provider.name(), browser);
  }

  /**
   * Takes somebody in who comes back.
   *
   * @param browser the cookie's secret
   * @param device what they sign in with
   * @throws SignOnRefused when they are not let in
   */
  public Returned finish(Callback callback, Optional<String> browser, Device device) {
    Attempt attempt = take(callback, browser);
    try {
      Provider provider =
          database
              .read(handle -> ProviderRows.ofAccount(handle, attempt.accountId()))
              .filter(found -> found.issuer().equals(attempt.issuer()))
              .orElseThrow(() -> refused(Reason.UNKNOWN_ATTEMPT, "The provider was changed."));
      return new Returned(
          signIn(provider, arrival(provider, attempt, callback), device), attempt.page());
    } catch (SignOnRefused refused) {
      tellRefused(attempt, refused, device.source());
      throw refused;
    }
  }

  private Attempt take(Callback callback, Optional<String> browser) {
    Instant now = clock.instant();
    return callback
        .state()
        .flatMap(
            state ->
                browser.flatMap(
                    secret ->
                        database.write(handle -> AttemptRows.take(handle, state, secret, now))))
        .orElseThrow(
            () -> refused(Reason.UNKNOWN_ATTEMPT, "Nobody set out with this in this browser."));
  }

  private Arrival arrival(Provider provider, Attempt attempt, Callback callback) {
    if (!flow.isFrom(provider, callback.issuer())) {
      throw refused(Reason.PROVIDER_AT_FAULT, "The answer is another provider's.");
    }
    String code =
        callback
            .code()
            .filter(given -> callback.error().isEmpty())
            .orElseThrow(
                () ->
                    refused(
                        Reason.DECLINED,
                        "The provider declined: " + callback.error().orElse("no code") + "."));
    JWT idToken =
        flow.exchange(provider, code, attempt.verifier(), URI.create(attempt.redirectUri()));
    JWTClaimsSet claims = idTokens.verified(idToken, provider, attempt.nonce());
    return IdTokens.arrival(claims);
  }

  private SignedIn signIn(Provider provider, Arrival arrival, Device device) {
    SignIns.Started started =
        database.write(
            handle -> {
              Newcomers.Found found = newcomers.find(handle, provider, arrival);
              if (found.added()) {
                audit.append(handle, added(found.user(), provider, device.source()));
              }
              return outsideSignIns.start(handle, found.user(), device);
            });
    outsideSignIns.announceEnded(started.ended());
    return started.signedIn();
  }

  private static AuditEvent added(User user, Provider provider, String source) {
    return new AuditEvent(
            user.accountId(),
            AuditKind.USER_ADDED,
            Actor.of(user.id(), user.name(), source),
            Optional.empty(),
            Map.of("role", user.role().text(), "by", provider.issuer()),
            Map.of("name", user.name(), "email", user.email()))
        .to(user.id());
  }

  private void tellRefused(Attempt attempt, SignOnRefused refused, String source) {
    log.info("Sign-on at {} was refused: {}", attempt.issuer(), refused.getMessage());
    AuditEvent event =
        new AuditEvent(
            attempt.accountId(),
            AuditKind.SIGN_ON_REFUSED,
            Actor.unknown(source),
            Optional.empty(),
            Map.of("issuer", attempt.issuer(), "reason", refused.reason().text()),
            Map.of());
    database.write(
        handle -> {
          audit.append(handle, event);
          return null;
        });
  }

  /** Deletes what nobody came back from; returns how many rows. */
  public int sweep() {
    return database.write(handle -> AttemptRows.sweep(handle, clock.instant()));
  }

  /** Deletes the provider and the domains of an account that ended. May be repeated. */
  public void endAccount(String accountId) {
    database.write(
        handle -> {
          AttemptRows.deleteAllOf(handle, accountId);
          ProviderRows.delete(handle, accountId);
          DomainRows.deleteAllOf(handle, accountId);
          return null;
        });
  }

  private static SignOnRefused refused(Reason reason, String message) {
    return new SignOnRefused(reason, message);
  }
}
