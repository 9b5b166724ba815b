package io.plenum.storage.crypto;

import io.plenum.storage.StorageRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys between the master key and the data keys of one object store. The master key wraps each
 * of these few; the newest wraps the data keys of new objects; an object names the one that wrapped
 * its own. So a new master key rewrites these only, never an object (REQUIREMENTS S-3). Any thread
 * may use it; calls may block on the shelf.
 *
 * <pre>
 * on the shelf:                          before an object:
 *  8 bytes  "PLENUMW1"                   16 bytes  id of the wrapping key
 * 60 bytes  {@link KeyWrap}, context     60 bytes  {@link KeyWrap}, context
 *           "PLENUMW1" and the id                  as its store says
 * </pre>
 *
 * An id is 48 bits of time in milliseconds, so that ids sort by age, and 80 random bits, in hex.
 */
public final class WrappingKeys {
  private static final byte[] FORMAT = "PLENUMW1".getBytes(StandardCharsets.US_ASCII);
  private static final int ID_BYTES = 16;
  private static final int TIME_BYTES = 6;

  /** What {@link DataKey#wrapped} takes. */
  public static final int WRAPPED_BYTES = ID_BYTES + KeyWrap.SIZE_BYTES;

  /** A rotation a week for ten years. A shelf with more is none of ours. */
  static final int LIMIT = 520;

  private final KeyShelf shelf;
  private final SecretKey master;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Map<String, SecretKey> known = new ConcurrentHashMap<>();
  private volatile String newest = "";

  /** The keys on a shelf; nothing is read before the first is needed. */
  public WrappingKeys(KeyShelf shelf, MasterKey master, SecureRandom random, InstantSource clock) {
    this.shelf = shelf;
    this.master = master.asAesKey();
    this.random = random;
    this.clock = clock;
  }

  /**
   * The key of one object.
   *
   * @param key 32 bytes, secret
   * @param wrapped {@link #WRAPPED_BYTES}, to be kept with the object
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  public record DataKey(byte[] key, byte[] wrapped) {
    @Override
    public String toString() {
      return "DataKey[hidden]";
    }
  }

  /**
   * Draws a data key.
   *
   * @param context what it is for; the same is needed to open it
   * @throws IOException of the shelf
   */
  public DataKey fresh(byte[] context) throws IOException {
    String id = newestId();
    byte[] key = new byte[MasterKey.SIZE_BYTES];
    random.nextBytes(key);
    byte[] wrapped = KeyWrap.wrap(find(id).orElseThrow(), key, context, random);
    return new DataKey(
        key,
        ByteBuffer.allocate(WRAPPED_BYTES).put(HexFormat.of().parseHex(id)).put(wrapped).array());
  }

  /**
   * The data key that {@link DataKey#wrapped} holds; empty when it was changed, or its wrapping key
   * is not here.
   *
   * @throws IOException of the shelf
   */
  public Optional<byte[]> open(byte[] wrapped, byte[] context) throws IOException {
    String id = HexFormat.of().formatHex(wrapped, 0, ID_BYTES);
    return find(id)
        .flatMap(
            by ->
                KeyWrap.unwrap(by, Arrays.copyOfRange(wrapped, ID_BYTES, wrapped.length), context));
  }

  /**
   * Proves that the master key fits; makes the first key of an empty shelf.
   *
   * @throws StorageRefused when it does not fit
   * @throws IOException of the shelf
   */
  public void check() throws IOException {
    String id = newestId();
    if (find(id).isEmpty()) {
      throw new IOException("the key " + id + " has gone");
    }
  }

  private synchronized String newestId() throws IOException {
    if (newest.isEmpty()) {
      newest = shelf.ids().stream().max(String::compareTo).orElse("");
    }
    if (newest.isEmpty()) {
      newest = add(shelf, master, random, clock);
    }
    return newest;
  }

  private Optional<SecretKey> find(String id) throws IOException {
    SecretKey cached = known.get(id);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<SecretKey> read = shelf.read(id).map(file -> unwrap(master, id, file));
    if (known.size() < LIMIT) {
      read.ifPresent(key -> known.put(id, key));
    }
    return read;
  }

  private static SecretKey unwrap(SecretKey master, String id, byte[] file) {
    return tryUnwrap(master, id, file)
        .orElseThrow(
            () ->
                new StorageRefused(
                    "The master key does not fit the object store's key "
                        + id
                        + ". Use the key that the store was made with."));
  }

  private static Optional<SecretKey> tryUnwrap(SecretKey master, String id, byte[] file) {
    if (file.length != FORMAT.length + KeyWrap.SIZE_BYTES
        || !Arrays.equals(file, 0, FORMAT.length, FORMAT, 0, FORMAT.length)) {
      throw new StorageRefused(
          "The object store's key " + id + " is damaged. Restore it from a backup of the store.");
    }
    return KeyWrap.unwrap(master, Arrays.copyOfRange(file, FORMAT.length, file.length), context(id))
        .map(key -> new SecretKeySpec(key, "AES"));
  }

  private static String add(
      KeyShelf shelf, SecretKey master, SecureRandom random, InstantSource clock)
      throws IOException {
    byte[] rest = new byte[ID_BYTES - TIME_BYTES];
    random.nextBytes(rest);
    // The first two of a long's eight bytes are zero until the year 10889.
    byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(clock.millis()).array();
    String id =
        HexFormat.of().formatHex(time, Long.BYTES - TIME_BYTES, Long.BYTES)
            + HexFormat.of().formatHex(rest);
    byte[] key = new byte[MasterKey.SIZE_BYTES];
    random.nextBytes(key);
    shelf.write(id, onShelf(master, id, key, random));
    return id;
  }

  private static byte[] onShelf(
      SecretKey master, String id, byte[] key, java.util.random.RandomGenerator random) {
    byte[] wrapped = KeyWrap.wrap(master, key, context(id), random);
    return ByteBuffer.allocate(FORMAT.length + wrapped.length).put(FORMAT).put(wrapped).array();
  }

  private static byte[] context(String id) {
    return (new String(FORMAT, StandardCharsets.US_ASCII) + id).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Wraps every key of a shelf by a new master key, and adds one for the objects to come.
   * Interrupted, it can be run again: what is done already is left alone.
   *
   * @return how many keys were wrapped anew
   * @throws StorageRefused when a key fits neither master key
   * @throws IOException of the shelf
   */
  static int rotate(
      KeyShelf shelf, MasterKey from, MasterKey to, SecureRandom random, InstantSource clock)
      throws IOException {
    int rewrapped = 0;
    for (String id : shelf.ids()) {
      byte[] file = shelf.read(id).orElseThrow();
      if (tryUnwrap(to.asAesKey(), id, file).isEmpty()) {
        byte[] key = unwrap(from.asAesKey(), id, file).getEncoded();
        shelf.write(id, onShelf(to.asAesKey(), id, key, random));
        rewrapped++;
      }
    }
    if (rewrapped > 0) {
      add(shelf, to.asAesKey(), random, clock);
    }
    return rewrapped;
  }
}
