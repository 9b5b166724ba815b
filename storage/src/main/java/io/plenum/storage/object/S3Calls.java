package io.plenum.storage.object;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Calls to one S3 service, with its errors in our words. The SDK tries again with growing, jittered
 * pauses what may be tried again. Any thread may use it; calls block.
 */
final class S3Calls implements AutoCloseable {
  /** A part of 5 MiB in this needs 700 kbit/s, less than any server's line. */
  private static final Duration ATTEMPT_LIMIT = Duration.ofSeconds(60);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

  /** The first try and three more, within about ten seconds where each fails at once. */
  private static final int ATTEMPTS = 4;

  private static final int NOT_FOUND = 404;

  /** RFC 4918 section 11.5: Insufficient Storage; what MinIO and Ceph say when they are full. */
  private static final int INSUFFICIENT_STORAGE = 507;

  private final S3Location location;
  private final S3Client client;

  S3Calls(S3Config config) {
    this.location = config.location();
    this.client = client(config);
  }

  private static S3Client client(S3Config config) {
    S3Location location = config.location();
    var builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_LIMIT)
                    .socketTimeout(SILENCE_LIMIT))
            .credentialsProvider(credentials(config))
            .region(Region.of(location.region()))
            .forcePathStyle(location.pathStyle())
            // Trailing checksums are unknown to many stores; each upload carries its MD5 instead.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(
                settings ->
                    settings
                        .apiCallAttemptTimeout(ATTEMPT_LIMIT)
                        .retryStrategy(retry -> retry.maxAttempts(ATTEMPTS)));
    location.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static AwsCredentialsProvider credentials(S3Config config) {
    if (config.location().profile().isPresent()) {
      return ProfileCredentialsProvider.create(config.location().profile().get());
    }
    return config
        .credentials()
        .<AwsCredentialsProvider>map(
            key ->
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key.accessKey(), key.secretKey())))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  /** One call to the service. */
  @FunctionalInterface
  interface Call<R> {
    R to(S3Client client);
  }

  /**
   * Does a call.
   *
   * @param name the object that it concerns
   */
  <R> R call(ObjectName name, Call<R> call) throws ObjectFault {
    try {
      return call.to(client);
    } catch (S3Exception e) {
      throw fault(name, e);
    } catch (SdkException e) {
      throw new ObjectFault.Unavailable(location + " cannot be reached: " + e.getMessage(), e);
    }
  }

  private ObjectFault fault(ObjectName name, S3Exception e) {
    boolean bucket =
        e.awsErrorDetails() != null && "NoSuchBucket".equals(e.awsErrorDetails().errorCode());
    if (e.statusCode() == NOT_FOUND && !bucket) {
      return new ObjectFault.NotFound(name);
    }
    return e.statusCode() == INSUFFICIENT_STORAGE
        ? new ObjectFault.Full(location + " is full", e)
        : new ObjectFault.Unavailable(location + " refuses: " + e.getMessage(), e);
  }

  S3Location location() {
    return location;
  }

  String bucket() {
    return location.bucket();
  }

  /** The key of an object. */
  String key(ObjectName name) {
    return location.prefix() + name.text();
  }

  @Override
  public void close() {
    client.close();
  }
}
