package io.plenum.storage.object;

import io.plenum.storage.object.ObjectStore.Encryption;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Finds out how a store encrypts: stores a probe, asks what it is encrypted with, deletes it. A
 * store that refuses the wish, or takes it and ignores it, does not encrypt. Any thread may use it;
 * calls block. The answer is kept.
 */
final class S3Encryption {
  private static final Logger log = LoggerFactory.getLogger(S3Encryption.class);

  /** User metadata that says of an object that it is in {@link SealedForm}. */
  private static final String FORM = "plenum-form";

  private static final String SEALED = "sealed-1";
  private static final int PROBE_NAME_BYTES = 16;

  private final S3Calls calls;
  private final S3Config config;
  private final RandomGenerator random;
  private volatile Mode known;

  S3Encryption(S3Calls calls, S3Config config) {
    this.calls = calls;
    this.config = config;
    this.random = config.random();
  }

  /**
   * What a new object's request says about encryption.
   *
   * @param kmsKey only for SSE-KMS
   */
  record Mode(Encryption encryption, Optional<String> kmsKey) {
    PutObjectRequest.Builder on(PutObjectRequest.Builder request) {
      if (encryption == Encryption.SEALED) {
        return request.metadata(Map.of(FORM, SEALED));
      }
      kmsKey.ifPresent(request::ssekmsKeyId);
      return request.serverSideEncryption(sse());
    }

    CreateMultipartUploadRequest.Builder on(CreateMultipartUploadRequest.Builder request) {
      if (encryption == Encryption.SEALED) {
        return request.metadata(Map.of(FORM, SEALED));
      }
      kmsKey.ifPresent(request::ssekmsKeyId);
      return request.serverSideEncryption(sse());
    }

    private ServerSideEncryption sse() {
      return encryption == Encryption.SSE_KMS
          ? ServerSideEncryption.AWS_KMS
          : ServerSideEncryption.AES256;
    }
  }

  static boolean sealed(HeadObjectResponse head) {
    return SEALED.equals(head.metadata().get(FORM));
  }

  Mode mode() throws ObjectFault {
    Mode mode = known;
    if (mode == null) {
      synchronized (this) {
        mode = known == null ? find() : known;
        known = mode;
      }
    }
    return mode;
  }

  private Mode find() throws ObjectFault {
    Encryption wish =
        config
            .encryption()
            .orElse(config.kmsKey().isPresent() ? Encryption.SSE_KMS : Encryption.SSE_S3);
    Mode wished = new Mode(wish, config.kmsKey());
    if (wish != Encryption.SEALED && !honoured(wished)) {
      if (config.encryption().isPresent() || config.kmsKey().isPresent()) {
        throw new ObjectFault.Unavailable(
            calls.location() + " does not encrypt with " + wish + ", which is demanded", null);
      }
      wished = new Mode(Encryption.SEALED, Optional.empty());
    }
    log.info("{} is used with encryption {}", calls.location(), wished.encryption());
    return wished;
  }

  private boolean honoured(Mode wished) throws ObjectFault {
    byte[] bytes = new byte[PROBE_NAME_BYTES];
    random.nextBytes(bytes);
    ObjectName probe = ObjectName.of("probe", HexFormat.of().formatHex(bytes));
    try {
      calls.call(
          probe,
          s3 ->
              s3.putObject(
                  request -> wished.on(request.bucket(calls.bucket()).key(calls.key(probe))),
                  RequestBody.fromBytes(new byte[] {1})));
      ServerSideEncryption used =
          calls
              .call(
                  probe,
                  s3 -> s3.headObject(head -> head.bucket(calls.bucket()).key(calls.key(probe))))
              .serverSideEncryption();
      return used == wished.sse();
    } catch (ObjectFault.Unavailable e) {
      if (e.getCause() instanceof S3Exception refused && says(refused)) {
        return false;
      }
      throw e;
    } finally {
      calls.call(
          probe, s3 -> s3.deleteObject(gone -> gone.bucket(calls.bucket()).key(calls.key(probe))));
    }
  }

  /** 400 Bad Request or 501 Not Implemented: it knows no such header. */
  private static boolean says(S3Exception refused) {
    return refused.statusCode() == 400 || refused.statusCode() == 501;
  }
}
