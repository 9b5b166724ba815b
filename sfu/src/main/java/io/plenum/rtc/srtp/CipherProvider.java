package io.plenum.rtc.srtp;

import java.util.Locale;

/** Whose code encrypts and decrypts media. */
public enum CipherProvider {
  /** The JDK's own. Works everywhere; makes some garbage for each packet. */
  JDK,

  /** Intel's multi-buffer library (libIPSec_MB), in place and without garbage. x86-64 only. */
  IPSEC_MB;

  /** Its name in the configuration, the log and the metrics. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
