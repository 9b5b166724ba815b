package io.plenum.signaling.identity;

import io.vertx.core.json.JsonObject;

/**
 * What an account decides for its people. Kept as one JSON text; what it does not say has its
 * default, so a new setting needs no migration.
 *
 * @param chatEditing whether people may edit and delete what they wrote (C-1)
 * @param removeRegisteredByAny whether any registered user may remove another from a live session,
 *     not only the organizer (W-4)
 * @param chatKeptDays days until a message is deleted; 0: kept until somebody deletes it (C-4)
 * @param attachmentLimitBytes the largest file that may be attached (C-2)
 * @param auditKeptDays days until audit entries may be pruned; 0: never
 */
public record AccountSettings(
    boolean chatEditing,
    boolean removeRegisteredByAny,
    int chatKeptDays,
    long attachmentLimitBytes,
    int auditKeptDays) {
  /** The longest time that can be set, about 100 years. */
  public static final int DAYS_LIMIT = 36_500;

  /** The largest attachment that can be allowed: 5 GiB, the most that S3 takes in one request. */
  public static final long ATTACHMENT_CEILING_BYTES = 5L << 30;

  /** What holds until somebody decides otherwise. Attachments: 1 GiB. */
  public static final AccountSettings STANDARD = new AccountSettings(true, false, 0, 1L << 30, 0);

  /** What the JSON says, over these settings. The caller has checked types and limits. */
  public AccountSettings with(JsonObject changes) {
    return new AccountSettings(
        changes.getBoolean("chatEditing", chatEditing),
        changes.getBoolean("removeRegisteredByAny", removeRegisteredByAny),
        changes.getInteger("chatKeptDays", chatKeptDays),
        changes.getLong("attachmentLimitBytes", attachmentLimitBytes),
        changes.getInteger("auditKeptDays", auditKeptDays));
  }

  /** All of them, as {@link #with} reads them. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("chatEditing", chatEditing)
        .put("removeRegisteredByAny", removeRegisteredByAny)
        .put("chatKeptDays", chatKeptDays)
        .put("attachmentLimitBytes", attachmentLimitBytes)
        .put("auditKeptDays", auditKeptDays);
  }
}
