package io.plenum.storage.object;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where an S3 store is, as an operator writes it: {@code s3://bucket/prefix?region=eu-central-1}.
 *
 * @param prefix before every name, empty or with a slash at its end
 * @param endpoint empty: Amazon's own for the region
 * @param region Amazon's name of it; others mostly ignore it
 * @param pathStyle the bucket in the path of a URL instead of its host name
 * @param profile of the credentials file; empty: the credentials that are configured, or found
 */
public record S3Location(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    String region,
    boolean pathStyle,
    Optional<String> profile) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("(/[a-z0-9][a-z0-9-]{0,127})*/?");
  private static final Set<String> PARAMETERS =
      Set.of("region", "endpoint", "path-style", "profile");

  /** Amazon's first; what stores that know no regions expect. */
  private static final String DEFAULT_REGION = "us-east-1";

  /** The location that a text gives; empty when it is none. */
  public static Optional<S3Location> parse(String text) {
    try {
      URI uri = new URI(text);
      Map<String, String> query = query(uri.getRawQuery());
      boolean good =
          "s3".equals(uri.getScheme())
              && uri.getRawAuthority() != null
              && BUCKET.matcher(uri.getRawAuthority()).matches()
              && PREFIX.matcher(uri.getRawPath()).matches()
              && uri.getRawFragment() == null
              && PARAMETERS.containsAll(query.keySet());
      return good ? Optional.of(of(uri, query)) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static S3Location of(URI uri, Map<String, String> query) throws URISyntaxException {
    String path = uri.getRawPath().replaceFirst("^/", "").replaceFirst("/$", "");
    String endpoint = query.get("endpoint");
    if (endpoint != null && !endpoint.matches("https?://[^/?#]+/?")) {
      throw new IllegalArgumentException("no endpoint");
    }
    String style = query.getOrDefault("path-style", "false");
    if (!style.equals("true") && !style.equals("false")) {
      throw new IllegalArgumentException("no truth value");
    }
    return new S3Location(
        uri.getRawAuthority(),
        path.isEmpty() ? "" : path + "/",
        endpoint == null ? Optional.empty() : Optional.of(new URI(endpoint)),
        query.getOrDefault("region", DEFAULT_REGION),
        style.equals("true"),
        Optional.ofNullable(query.get("profile")));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        if (parts.length < 2 || parts[1].isEmpty()) {
          throw new IllegalArgumentException("no value");
        }
        query.put(parts[0], java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  /** For logs and messages: bucket and prefix. */
  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }
}
