package io.plenum.storage.object;

import io.plenum.storage.crypto.KeyShelf;
import io.plenum.storage.object.ObjectStore.Encryption;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * The wrapping keys of an {@link S3ObjectStore}: small objects below {@code keys/}. Their ids are
 * random, so nodes that start together do not write over each other's.
 */
record S3KeyShelf(S3Calls calls) implements KeyShelf {
  private static final ObjectName FOLDER = new ObjectName("keys");
  private static final S3Encryption.Mode PLAIN =
      new S3Encryption.Mode(Encryption.SEALED, Optional.empty());

  /** At most 1,000, of which there are far fewer. */
  @Override
  public List<String> ids() throws IOException {
    String prefix = calls.key(FOLDER) + "/";
    ListObjectsV2Response found =
        calls.call(
            FOLDER, s3 -> s3.listObjectsV2(list -> list.bucket(calls.bucket()).prefix(prefix)));
    return found.contents().stream().map(one -> one.key().substring(prefix.length())).toList();
  }

  @Override
  public Optional<byte[]> read(String id) throws IOException {
    try {
      return Optional.of(
          calls.call(
              name(id),
              s3 ->
                  s3.getObjectAsBytes(get -> get.bucket(calls.bucket()).key(calls.key(name(id))))
                      .asByteArray()));
    } catch (ObjectFault.NotFound e) {
      return Optional.empty();
    }
  }

  @Override
  public void write(String id, byte[] wrapped) throws IOException {
    calls.call(
        name(id),
        s3 ->
            s3.putObject(
                request -> PLAIN.on(request.bucket(calls.bucket()).key(calls.key(name(id)))),
                RequestBody.fromBytes(wrapped)));
  }

  private static ObjectName name(String id) {
    return ObjectName.of(FOLDER.text(), id);
  }
}
