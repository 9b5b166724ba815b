package io.plenum.signaling.identity;

/**
 * What somebody signs in with, as they see it in the list of their sign-ins.
 *
 * @param name what the program calls itself (User-Agent); cut to {@link #NAME_LIMIT} characters
 * @param source where it comes from: an address, with the port where that is known
 */
public record Device(String name, String source) {
  /** Browsers use about 120. */
  public static final int NAME_LIMIT = 200;

  /** Nothing is known of it: a program of this server's own. */
  public static final Device UNKNOWN = new Device("", "");

  public Device {
    name = name.length() <= NAME_LIMIT ? name : name.substring(0, NAME_LIMIT);
  }
}
