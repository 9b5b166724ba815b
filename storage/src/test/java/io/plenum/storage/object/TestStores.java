package io.plenum.storage.object;

import io.plenum.storage.crypto.MasterKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** Stores to test, each with a service of its own. Not thread-safe. */
final class TestStores implements AutoCloseable {
  static final SecureRandom RANDOM = new SecureRandom();
  static final String BUCKET = "plenum-test";
  private static final String KEY = "test-access-key";
  private static final String SECRET = "test-secret-key";
  private static final String LOCALSTACK = "localstack/localstack:4.9";

  /** S3's smallest parts, and few of them, so that a test can be at the limit. */
  static final S3Upload.Parts FEW = new S3Upload.Parts(5 << 20, 3);

  /** The stores that keep the contract. */
  enum Kind {
    FILES,
    /** An S3 service that encrypts. */
    S3PROXY_SSE,
    /** An S3 service that does not. */
    S3PROXY_SEALED,
    LOCALSTACK
  }

  /** Skips a test, by name. */
  private static final class NoDocker extends TestAbortedException {
    private static final long serialVersionUID = 1;

    private NoDocker() {
      super("missing tool: docker");
    }

    /** The place says nothing. */
    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  private final Path folder;
  final MasterKey master;
  private S3Proxy proxy;
  private LocalStackContainer container;
  private S3Config config;

  TestStores(Path folder) {
    this.folder = folder;
    this.master = MasterKey.random(RANDOM);
  }

  ObjectStore open(Kind kind) throws Exception {
    return switch (kind) {
      case FILES -> files(master);
      case S3PROXY_SSE -> s3(new TransientNio2BlobStore());
      case S3PROXY_SEALED -> {
        Path blobs = Files.createDirectories(folder.resolve("blobs"));
        yield s3(new FilesystemNio2BlobStore(blobs.toString()));
      }
      case LOCALSTACK -> localStack();
    };
  }

  /** A store in the folder `objects`; opened again it is the same. */
  FileObjectStore files(MasterKey key) {
    return FileObjectStore.open(fileConfig(key));
  }

  FileObjectStore.Config fileConfig(MasterKey key) {
    return new FileObjectStore.Config(
        folder.resolve("objects"), 0, key, RANDOM, InstantSource.system());
  }

  S3ObjectStore s3(BlobStore blobs) throws Exception {
    proxy =
        S3Proxy.builder()
            .blobStore(blobs)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
            .stopTimeout(0)
            .build();
    proxy.start();
    config = config(URI.create("http://127.0.0.1:" + proxy.getPort()), KEY, SECRET);
    makeBucket();
    return s3(master);
  }

  /** The same S3 service with another master key, or once more. */
  S3ObjectStore s3(MasterKey key) {
    return s3(Optional.empty(), Optional.empty(), key);
  }

  S3ObjectStore s3(
      Optional<ObjectStore.Encryption> encryption, Optional<String> kmsKey, MasterKey key) {
    return new S3ObjectStore(
        new S3Config(
            config.location(),
            config.credentials(),
            encryption,
            kmsKey,
            key,
            RANDOM,
            InstantSource.system()),
        FEW);
  }

  /** The same service as the SDK sees it. */
  S3Calls calls() {
    return new S3Calls(config);
  }

  private S3Config config(URI endpoint, String accessKey, String secretKey) {
    return new S3Config(
        new S3Location(BUCKET, "cell/", Optional.of(endpoint), "us-east-1", true, Optional.empty()),
        Optional.of(new S3Config.Credentials(accessKey, secretKey)),
        Optional.empty(),
        Optional.empty(),
        master,
        RANDOM,
        InstantSource.system());
  }

  private void makeBucket() throws IOException {
    try (S3Calls calls = calls()) {
      calls.call(
          new ObjectName("bucket"),
          s3 -> s3.createBucket(CreateBucketRequest.builder().bucket(BUCKET).build()));
    }
  }

  private ObjectStore localStack() throws IOException {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new NoDocker();
    }
    container = new LocalStackContainer(LOCALSTACK).withServices("s3");
    container.start();
    config = config(container.getEndpoint(), container.getAccessKey(), container.getSecretKey());
    makeBucket();
    return s3(master);
  }

  /** The service is gone, as after a power cut. */
  void stopService() {
    if (proxy != null) {
      try {
        proxy.stop();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      proxy = null;
    }
  }

  @Override
  public void close() {
    stopService();
    if (container != null) {
      container.stop();
    }
  }
}
