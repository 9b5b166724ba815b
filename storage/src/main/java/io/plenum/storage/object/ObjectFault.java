package io.plenum.storage.object;

import java.io.IOException;

/**
 * Why a store did not do what it was asked. Messages name objects and stores, never contents, and
 * are for the operator.
 */
public abstract sealed class ObjectFault extends IOException {
  private static final long serialVersionUID = 1;

  private ObjectFault(String message, Throwable cause) {
    super(message, cause);
  }

  /** There is no object of this name. */
  public static final class NotFound extends ObjectFault {
    private static final long serialVersionUID = 1;

    NotFound(ObjectName name) {
      super("There is no object " + name, null);
    }
  }

  /** There is no room for it. Nothing of it was kept. */
  public static final class Full extends ObjectFault {
    private static final long serialVersionUID = 1;

    Full(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The store cannot be reached or does not work; later it may. */
  public static final class Unavailable extends ObjectFault {
    private static final long serialVersionUID = 1;

    Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The object is not what was stored: changed, cut off, or sealed with a key that is not here. Not
   * one wrong byte of it was handed out.
   */
  public static final class Damaged extends ObjectFault {
    private static final long serialVersionUID = 1;

    Damaged(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
