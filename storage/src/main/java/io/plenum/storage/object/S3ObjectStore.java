package io.plenum.storage.object;

import io.plenum.storage.crypto.KeyShelf;
import io.plenum.storage.crypto.WrappingKeys;
import io.plenum.storage.object.S3Encryption.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Objects in a bucket of S3 or of a store that speaks its language. Encrypted by the service where
 * it can (asked at the first use), else by us in {@link SealedForm}; each object says which, so
 * both may lie in one bucket. Any thread may call.
 */
public final class S3ObjectStore implements ObjectStore {
  private static final int COPY_BYTES = 64 * 1024;

  private final S3Calls calls;
  private final S3Encryption encryption;
  private final SealedForm form;
  private final S3Upload.Parts parts;

  /** Nothing is asked of the store yet. */
  public S3ObjectStore(S3Config config) {
    this(config, S3Upload.Parts.STANDARD);
  }

  S3ObjectStore(S3Config config, S3Upload.Parts parts) {
    this.calls = new S3Calls(config);
    this.encryption = new S3Encryption(calls, config);
    this.form =
        new SealedForm(
            new WrappingKeys(
                new S3KeyShelf(calls), config.masterKey(), config.random(), config.clock()));
    this.parts = parts;
  }

  /** The wrapping keys of the store, for a change of the master key. */
  public KeyShelf shelf() {
    return new S3KeyShelf(calls);
  }

  @Override
  public long put(ObjectName name, InputStream content) throws IOException {
    Mode mode = encryption.mode();
    try (S3Upload upload = new S3Upload(calls, name, mode, parts)) {
      OutputStream out =
          mode.encryption() == Encryption.SEALED
              ? form.sealing(name, upload.stream())
              : upload.stream();
      byte[] buffer = new byte[COPY_BYTES];
      long size = 0;
      for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        out.write(buffer, 0, count);
        size += count;
      }
      out.close();
      upload.finish();
      return size;
    }
  }

  @Override
  public ObjectContent get(ObjectName name, ByteRange range) throws ObjectFault {
    HeadObjectResponse head = head(name);
    boolean sealed = S3Encryption.sealed(head);
    long stored = head.contentLength();
    long end = sealed ? stored : range.within(stored).end();
    S3Channel channel = new S3Channel(calls, name, stored, head.eTag(), end);
    try {
      SeekableByteChannel plain = sealed ? form.opened(name, channel) : channel;
      ByteRange part = range.within(plain.size());
      return new ObjectContent(plain.size(), part, new RangeStream(name, plain, part));
    } catch (IOException e) {
      channel.close();
      throw RangeStream.fault(name, e);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public Optional<Long> size(ObjectName name) throws ObjectFault {
    try (ObjectContent found = get(name, new ByteRange(0, 0))) {
      return Optional.of(found.sizeBytes());
    } catch (ObjectFault.NotFound e) {
      return Optional.empty();
    } catch (IOException e) {
      throw RangeStream.fault(name, e);
    }
  }

  private HeadObjectResponse head(ObjectName name) throws ObjectFault {
    return calls.call(
        name, s3 -> s3.headObject(head -> head.bucket(calls.bucket()).key(calls.key(name))));
  }

  @Override
  public void delete(ObjectName name) throws ObjectFault {
    try {
      calls.call(
          name, s3 -> s3.deleteObject(gone -> gone.bucket(calls.bucket()).key(calls.key(name))));
    } catch (ObjectFault.NotFound e) {
      // Some stores say so, Amazon's does not.
    }
  }

  @Override
  public List<Listed> list(ObjectName prefix, Optional<ObjectName> after) throws ObjectFault {
    int before = calls.location().prefix().length();
    return calls
        .call(
            prefix,
            s3 ->
                s3.listObjectsV2(
                    list -> {
                      list.bucket(calls.bucket())
                          .prefix(calls.key(prefix) + "/")
                          .maxKeys(LIST_LIMIT);
                      after.ifPresent(last -> list.startAfter(calls.key(last)));
                    }))
        .contents()
        .stream()
        .map(one -> new Listed(new ObjectName(one.key().substring(before)), one.lastModified()))
        .toList();
  }

  @Override
  public int abortStale(Instant before) throws ObjectFault {
    ObjectName all = new ObjectName("uploads");
    int aborted = 0;
    String keyMarker = null;
    String idMarker = null;
    do {
      String key = keyMarker;
      String id = idMarker;
      ListMultipartUploadsResponse page =
          calls.call(
              all,
              s3 ->
                  s3.listMultipartUploads(
                      list ->
                          list.bucket(calls.bucket())
                              .prefix(calls.location().prefix())
                              .keyMarker(key)
                              .uploadIdMarker(id)));
      for (MultipartUpload upload : page.uploads()) {
        aborted += upload.initiated().isBefore(before) ? abort(all, upload) : 0;
      }
      boolean more = Boolean.TRUE.equals(page.isTruncated());
      keyMarker = more ? page.nextKeyMarker() : null;
      idMarker = more ? page.nextUploadIdMarker() : null;
    } while (keyMarker != null);
    return aborted;
  }

  private int abort(ObjectName all, MultipartUpload upload) throws ObjectFault {
    try {
      calls.call(
          all,
          s3 ->
              s3.abortMultipartUpload(
                  abort ->
                      abort.bucket(calls.bucket()).key(upload.key()).uploadId(upload.uploadId())));
      return 1;
    } catch (ObjectFault.NotFound e) {
      return 0;
    }
  }

  @Override
  public Encryption encryption() throws ObjectFault {
    return encryption.mode().encryption();
  }

  @Override
  public void close() {
    calls.close();
  }
}
