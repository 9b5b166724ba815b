package io.plenum.node;

import io.plenum.sfu.loop.MediaConfig;
import java.util.Locale;

/**
 * Every key of the configuration: its name in plenum.yaml (a dot is one level), what it takes, and
 * what holds without it.
 */
enum Key {
  DATA_DIR("data-dir", "a folder", "./data"),
  MASTER_KEY("master-key", "32 bytes in Base64", ""),
  MASTER_KEY_FILE("master-key-file", "a file outside the data folder", ""),
  HTTP_HOST("http.host", "an IP address of this machine, or localhost", "127.0.0.1"),
  HTTP_PORT("http.port", "a port from 0 (any free one) to 65535", "8080"),
  REQUESTS_PER_MINUTE("http.requests-per-minute", "a number from 60 to 1000000", "1200"),
  HTTP_TLS_CERTIFICATE("http.tls.certificate", "a PEM file: the certificate and its chain", ""),
  HTTP_TLS_KEY("http.tls.key", "a PEM file: the private key of http.tls.certificate", ""),
  HTTP_TLS_DEVELOPMENT_HOST("http.tls.development-host", "a host name or an IP address", ""),
  HTTP_TLS_PORT("http.tls.port", "a port from 0 (any free one) to 65535", "8443"),
  MEDIA_PORT("media.port", "a port from 0 (any free one) to 65535", "16384"),
  MEDIA_LOOPS("media.loops", "a number of threads from 1 to " + MediaConfig.MAX_LOOPS, ""),
  MEDIA_ADDRESSES(
      "media.addresses", "IP addresses of this machine, separated by commas, each once", ""),
  PUBLIC_ADDRESS("public-address", "an IP address", ""),
  PUBLIC_URL("public-url", "an http or https URL without a path, as https://meet.example.org", ""),
  TRUSTED_PROXIES(
      "trusted-proxies", "IP addresses or networks, as 10.0.0.0/8, separated by commas", ""),
  METRICS_ALLOWED(
      "metrics-allowed",
      "IP addresses or networks, as 10.0.0.0/8, separated by commas",
      "127.0.0.0/8,::1"),
  NODE_NAME("node-name", "1 to 63 letters, digits, dots and dashes", "plenum"),
  SETUP_TOKEN("setup-token", "1 to 256 characters", "");

  /** The variable that names the file itself; it is no key of the file. */
  static final String FILE_VARIABLE = "PLENUM_CONFIG";

  static final String VARIABLE_PREFIX = "PLENUM_";

  private final String path;
  private final String expected;
  private final String otherwise;

  Key(String path, String expected, String otherwise) {
    this.path = path;
    this.expected = expected;
    this.otherwise = otherwise;
  }

  String path() {
    return path;
  }

  /** The environment variable that overrides it. */
  String variable() {
    return VARIABLE_PREFIX + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  String expected() {
    return expected;
  }

  /** The value when it is not set; empty: none. */
  String otherwise() {
    return otherwise;
  }

  /** Whether its value may be shown. */
  boolean secret() {
    return this == MASTER_KEY || this == SETUP_TOKEN;
  }
}
