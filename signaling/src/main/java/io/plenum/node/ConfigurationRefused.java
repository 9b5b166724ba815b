package io.plenum.node;

/**
 * The configuration cannot be used. The message names the key, what it holds, and what is expected.
 */
public final class ConfigurationRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConfigurationRefused(String message) {
    super(message);
  }
}
