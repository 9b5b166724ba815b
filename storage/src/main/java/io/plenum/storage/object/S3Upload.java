package io.plenum.storage.object;

import io.plenum.storage.object.S3Encryption.Mode;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One object on its way to S3, its length unknown: what fits in one part is sent at once, more as a
 * multipart upload. Holds one part in memory. For one thread; closed without {@link #finish} it
 * leaves nothing.
 */
final class S3Upload implements AutoCloseable {
  /**
   * How large parts are, and how many there may be.
   *
   * @param partBytes what an upload holds in memory
   */
  record Parts(int partBytes, int count) {
    /** The smallest part and the most parts that S3 takes: 52 GB in all. */
    static final Parts STANDARD = new Parts(5 << 20, 10_000);
  }

  private final S3Calls calls;
  private final ObjectName name;
  private final Mode mode;
  private final Parts parts;
  private final byte[] part;
  private final List<CompletedPart> sent = new ArrayList<>();
  private int filled;
  private String uploadId;
  private boolean finished;

  S3Upload(S3Calls calls, ObjectName name, Mode mode, Parts parts) {
    this.calls = calls;
    this.name = name;
    this.mode = mode;
    this.parts = parts;
    this.part = new byte[parts.partBytes()];
  }

  /** Takes the object's bytes. Closing it ends nothing. */
  OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws ObjectFault {
        take(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws ObjectFault {
        take(bytes, offset, length);
      }
    };
  }

  private void take(byte[] bytes, int offset, int length) throws ObjectFault {
    int from = offset;
    while (from < offset + length) {
      // A full part is kept until more comes: the last is sent by finish().
      if (filled == part.length) {
        send();
      }
      int count = Math.min(offset + length - from, part.length - filled);
      System.arraycopy(bytes, from, part, filled, count);
      filled += count;
      from += count;
    }
  }

  private void send() throws ObjectFault {
    if (uploadId == null) {
      uploadId =
          calls.call(
              name,
              s3 ->
                  s3.createMultipartUpload(
                          request -> mode.on(request.bucket(calls.bucket()).key(calls.key(name))))
                      .uploadId());
    }
    if (sent.size() == parts.count()) {
      throw new ObjectFault.Full(
          "The object " + name + " is larger than S3 takes in " + parts.count() + " parts", null);
    }
    int number = sent.size() + 1;
    byte[] body = Arrays.copyOf(part, filled);
    String tag =
        calls.call(
            name,
            s3 ->
                s3.uploadPart(
                        request ->
                            request
                                .bucket(calls.bucket())
                                .key(calls.key(name))
                                .uploadId(uploadId)
                                .partNumber(number)
                                .contentMD5(md5(body)),
                        RequestBody.fromBytes(body))
                    .eTag());
    sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    filled = 0;
  }

  /** Sends what is left; the object is there when this returns. */
  void finish() throws ObjectFault {
    if (uploadId == null) {
      byte[] body = Arrays.copyOf(part, filled);
      calls.call(
          name,
          s3 ->
              s3.putObject(
                  request ->
                      mode.on(request.bucket(calls.bucket()).key(calls.key(name)))
                          .contentMD5(md5(body)),
                  RequestBody.fromBytes(body)));
    } else {
      send();
      complete();
    }
    finished = true;
  }

  private void complete() throws ObjectFault {
    try {
      calls.call(
          name,
          s3 ->
              s3.completeMultipartUpload(
                  request ->
                      request
                          .bucket(calls.bucket())
                          .key(calls.key(name))
                          .uploadId(uploadId)
                          .multipartUpload(all -> all.parts(sent))));
    } catch (ObjectFault.NotFound e) {
      // An answer was lost and the SDK asked again: the upload is gone because it became the
      // object.
      calls.call(
          name, s3 -> s3.headObject(head -> head.bucket(calls.bucket()).key(calls.key(name))));
    }
  }

  /** Gives the parts back if the object was not finished. */
  @Override
  public void close() {
    if (uploadId == null || finished) {
      return;
    }
    finished = true;
    try {
      calls.call(
          name,
          s3 ->
              s3.abortMultipartUpload(
                  request ->
                      request.bucket(calls.bucket()).key(calls.key(name)).uploadId(uploadId)));
    } catch (ObjectFault e) {
      // The sweep of stale uploads finds it.
    }
  }

  /** RFC 1864; what reached the store broken is refused there. */
  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("MD5 is part of every Java runtime", e);
    }
  }
}
