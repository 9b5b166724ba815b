package io.plenum.signaling.identity.oauth;

import io.plenum.signaling.access.Scope;
import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.OutsideSignIns;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.identity.oauth.OAuthError.Code;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.storage.crypto.Sha256;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Gives machine clients their tokens and takes them back (RFC 6749 section 4.4, RFC 7009). Any
 * thread may call; calls block on the database. Nothing here limits how often somebody tries.
 */
public final class ClientTokens {
  /**
   * Tokens of one client at once. A script that asks for a new one on each call ends its oldest.
   */
  public static final int LIVE_LIMIT = 100;

  private final Database database;
  private final InstantSource clock;
  private final OutsideSignIns outsideSignIns;
  private final AccessTokens tokens;
  private final AuditLog audit;

  public ClientTokens(
      Database database,
      InstantSource clock,
      OutsideSignIns outsideSignIns,
      AccessTokens tokens,
      AuditLog audit) {
    this.database = database;
    this.clock = clock;
    this.outsideSignIns = outsideSignIns;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** An access token; there is no refresh token, the client asks anew (RFC 6749 section 4.4.3). */
  public record Issued(String accessToken, Duration lifetime, Set<String> scopes) {
    /** Does not show the token. */
    @Override
    public String toString() {
      return "Issued[" + scopes + "]";
    }
  }

  private record Written(Issued issued, List<String> ended) {}

  /**
   * A token for a client.
   *
   * @param scope those wanted, separated by spaces; empty: all that the client has
   * @param source where it comes from, for the audit log
   * @throws OAuthError when the credentials are wrong or a scope is not the client's
   */
  public Issued issue(ClientCredentials credentials, Optional<String> scope, String source) {
    Instant now = clock.instant();
    Written written = database.write(handle -> write(handle, credentials, scope, source, now));
    outsideSignIns.announceEnded(written.ended);
    return written.issued;
  }

  private Written write(
      Handle handle,
      ClientCredentials credentials,
      Optional<String> scope,
      String source,
      Instant now) {
    ApiClient client = client(handle, credentials, now);
    User user = outsideSignIns.user(handle, client.userId()).orElseThrow(ClientTokens::wrongClient);
    Set<String> granted = granted(client, scope);
    List<String> standing = ApiClientRows.standing(handle, client.id(), now);
    List<String> tooMany =
        new ArrayList<>(standing.subList(0, Math.max(0, standing.size() + 1 - LIVE_LIMIT)));
    tooMany.forEach(signInId -> outsideSignIns.end(handle, signInId));
    String token = outsideSignIns.startScoped(handle, user.id(), client.id(), granted);
    ApiClientRows.used(handle, client.id(), now);
    audit.append(
        handle,
        new AuditEvent(
            client.accountId(),
            AuditKind.API_CLIENT_TOKEN_ISSUED,
            Actor.of(user.id(), user.name(), source),
            Optional.empty(),
            Map.of("client", client.id(), "scopes", List.copyOf(granted)),
            Map.of()));
    return new Written(new Issued(token, AccessTokens.LIFETIME, granted), tooMany);
  }

  private static ApiClient client(Handle handle, ClientCredentials credentials, Instant now) {
    byte[] hash = Sha256.of(credentials.secret());
    return ApiClientRows.bySecret(handle, credentials.id(), hash, now)
        .orElseThrow(ClientTokens::wrongClient);
  }

  private static OAuthError wrongClient() {
    return new OAuthError(Code.INVALID_CLIENT, "There is no such client with this secret.");
  }

  private static Set<String> granted(ApiClient client, Optional<String> scope) {
    Set<String> has =
        client.scopes().stream().map(Scope::text).collect(Collectors.toCollection(TreeSet::new));
    if (scope.isEmpty()) {
      return has;
    }
    Set<String> wanted = new TreeSet<>(Arrays.asList(scope.get().strip().split(" +")));
    if (!has.containsAll(wanted)) {
      throw new OAuthError(Code.INVALID_SCOPE, "The client does not have all of these scopes.");
    }
    return wanted;
  }

  /**
   * Ends one of a client's own tokens at once. One that is over or was never there is no error (RFC
   * 7009 section 2.2).
   *
   * @throws OAuthError when the credentials are wrong or the token is not this client's
   */
  public void revoke(ClientCredentials credentials, String accessToken) {
    Optional<AccessTokens.Claims> claims = tokens.read(accessToken);
    Instant now = clock.instant();
    Optional<String> ended =
        database.write(
            handle -> {
              ApiClient client = client(handle, credentials, now);
              if (claims.isEmpty()) {
                return Optional.empty();
              }
              String signInId = claims.get().signInId();
              Optional<String> owner = ApiClientRows.clientOf(handle, signInId);
              if (!owner.equals(Optional.of(client.id()))) {
                throw new OAuthError(Code.INVALID_GRANT, "The token is not this client's.");
              }
              outsideSignIns.end(handle, signInId);
              return Optional.of(signInId);
            });
    ended.ifPresent(signInId -> outsideSignIns.announceEnded(List.of(signInId)));
  }
}
