package io.plenum.signaling.identity.openid;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.plenum.signaling.identity.openid.SignOnRefused.Reason;
import io.plenum.signaling.identity.remote.RemoteAnswer;
import io.plenum.signaling.identity.remote.RemoteHttp;
import io.plenum.signaling.identity.remote.RemoteRefused;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The authorization code flow with PKCE (OpenID Connect Core 1.0 section 3.1, RFC 7636): the
 * address that a browser is sent to, and the exchange of the code that it brings back.
 */
final class CodeFlow {
  private static final Scope SCOPE = new Scope("openid", "email", "profile");

  /** RFC 6749 section 5.2; Keycloak says the second of a wrong secret. */
  private static final Set<String> CLIENT_REFUSED = Set.of("invalid_client", "unauthorized_client");

  private final RemoteHttp http;
  private final Discovery discovery;

  CodeFlow(RemoteHttp http, Discovery discovery) {
    this.http = http;
    this.discovery = discovery;
  }

  /** The secrets of one attempt; whoever has them all can finish it. */
  record Secrets(String state, String nonce, String verifier) {
    /** Does not show them. */
    @Override
    public String toString() {
      return "Secrets[hidden]";
    }
  }

  /** Where the provider asks the person who they are. */
  URI start(Provider provider, Secrets secrets, URI redirectUri, String email) {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, SCOPE, new ClientID(provider.clientId()), redirectUri)
        .endpointURI(discovery.of(provider.issuer()).metadata().getAuthorizationEndpointURI())
        .state(new State(secrets.state()))
        .nonce(new Nonce(secrets.nonce()))
        .codeChallenge(new CodeVerifier(secrets.verifier()), CodeChallengeMethod.S256)
        .loginHint(email)
        .build()
        .toURI();
  }

  /**
   * Whether an answer is this provider's (RFC 9207): one that says whose it is must say so rightly,
   * and one of a provider that always says so must say it.
   */
  boolean isFrom(Provider provider, Optional<String> issuer) {
    OIDCProviderMetadata metadata = discovery.of(provider.issuer()).metadata();
    return issuer
        .map(provider.issuer()::equals)
        .orElse(!metadata.supportsAuthorizationResponseIssuerParam());
  }

  /**
   * The ID token for a code, unchecked.
   *
   * @throws SignOnRefused when the provider does not give one
   */
  JWT exchange(Provider provider, String code, String verifier, URI redirectUri) {
    OIDCProviderMetadata metadata = discovery.of(provider.issuer()).metadata();
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), redirectUri, new CodeVerifier(verifier));
    ClientID id = new ClientID(provider.clientId());
    TokenRequest request =
        provider
            .clientSecret()
            .map(
                secret ->
                    new TokenRequest(
                        metadata.getTokenEndpointURI(),
                        authentication(metadata, id, new Secret(secret)),
                        grant,
                        null))
            .orElseGet(() -> new TokenRequest(metadata.getTokenEndpointURI(), id, grant, null));
    try {
      return idToken(OIDCTokenResponseParser.parse(send(request.toHTTPRequest())));
    } catch (RemoteRefused e) {
      throw refused(e.getMessage());
    } catch (ParseException | IllegalArgumentException e) {
      throw refused("The provider's answer to the code cannot be read.");
    }
  }

  /** Discovery section 3: who does not say takes client_secret_basic. */
  private static ClientAuthentication authentication(
      OIDCProviderMetadata metadata, ClientID id, Secret secret) {
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    boolean basic =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return basic ? new ClientSecretBasic(id, secret) : new ClientSecretPost(id, secret);
  }

  private HTTPResponse send(HTTPRequest request) throws RemoteRefused, ParseException {
    Map<String, String> headers = new HashMap<>();
    if (request.getAuthorization() != null) {
      headers.put("Authorization", request.getAuthorization());
    }
    RemoteAnswer answer = http.post(request.getURI(), headers, request.getBody());
    HTTPResponse response = new HTTPResponse(answer.status());
    if (!answer.contentType().isEmpty()) {
      response.setContentType(answer.contentType());
    }
    response.setBody(answer.body());
    return response;
  }

  private static JWT idToken(TokenResponse response) {
    if (response instanceof OIDCTokenResponse tokens) {
      return tokens.getOIDCTokens().getIDToken();
    }
    String code = response.toErrorResponse().getErrorObject().getCode();
    if (CLIENT_REFUSED.contains(String.valueOf(code))) {
      throw new SignOnRefused(
          Reason.CLIENT_REFUSED, "The provider refuses our client id or its secret: " + code + ".");
    }
    throw refused("The provider refuses the code: " + (code == null ? "unknown" : code) + ".");
  }

  private static SignOnRefused refused(String message) {
    return new SignOnRefused(Reason.PROVIDER_AT_FAULT, message);
  }
}
