package io.plenum.signaling.access;

/** What one may do with a thing (REQUIREMENTS X). */
public enum Right {
  READ,
  CREATE,
  MODIFY,
  DELETE,
  USE
}
