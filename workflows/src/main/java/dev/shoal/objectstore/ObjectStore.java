package dev.shoal.objectstore;

import static java.net.HttpURLConnection.HTTP_NOT_FOUND;

import dev.shoal.net.GuardedSockets;
import dev.shoal.protocol.StoreTrust;
import io.minio.BucketExistsArgs;
import io.minio.Checksum;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.OkHttpClient;

/** Objects in any store that speaks S3. */
public final class ObjectStore {
  private static final long TIMEOUT_MILLIS = 15_000;

  private final MinioClient client;
  private final String bucket;

  public ObjectStore(StoreSettings settings) {
    this(settings, new OkHttpClient());
    client.setTimeout(TIMEOUT_MILLIS, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
  }

  private ObjectStore(StoreSettings settings, OkHttpClient http) {
    this.client =
        MinioClient.builder()
            .httpClient(settings.trust().map(trust -> trusting(http, trust)).orElse(http), true)
            .endpoint(settings.endpoint())
            .region(settings.region())
            .credentials(settings.accessKey(), settings.secretKey())
            .build();
    this.bucket = settings.bucket();
  }

  /** A store that a user named: it can't lead to this machine or a cloud's metadata service. */
  public static ObjectStore named(StoreSettings settings) {
    return new ObjectStore(settings, GuardedSockets.client(Duration.ofMillis(TIMEOUT_MILLIS)));
  }

  private static OkHttpClient trusting(OkHttpClient http, StoreTrust trust) {
    return http.newBuilder()
        .sslSocketFactory(trust.context().getSocketFactory(), trust.manager())
        .build();
  }

  /**
   * Length and digest of an object, as the store has them.
   *
   * @param sha256 in hexadecimal; empty for an object that was stored without one
   */
  public record Stored(long bytes, String sha256) {}

  /**
   * A URL that stores one file once: the store checks the digest and refuses to overwrite.
   *
   * @param sha256 in hexadecimal
   */
  public String presignPut(String key, String sha256, Duration validFor) throws IOException {
    try {
      return client.getPresignedObjectUrl(
          GetPresignedObjectUrlArgs.builder()
              .method(Http.Method.PUT)
              .bucket(bucket)
              .object(key)
              .expiry((int) validFor.toSeconds(), TimeUnit.SECONDS)
              .extraHeaders(Map.of("x-amz-checksum-sha256", base64(sha256), "If-None-Match", "*"))
              .build());
    } catch (MinioException e) {
      throw new IOException("no URL could be minted: " + e.getMessage(), e);
    }
  }

  /** A URL that stores any content under a key, again and again. */
  public String presignOverwrite(String key, Duration validFor) throws IOException {
    return presign(Http.Method.PUT, key, validFor);
  }

  /** A URL that reads an object. */
  public String presignRead(String key, Duration validFor) throws IOException {
    return presign(Http.Method.GET, key, validFor);
  }

  private String presign(Http.Method method, String key, Duration validFor) throws IOException {
    try {
      return client.getPresignedObjectUrl(
          GetPresignedObjectUrlArgs.builder()
              .method(method)
              .bucket(bucket)
              .object(key)
              .expiry((int) validFor.toSeconds(), TimeUnit.SECONDS)
              .build());
    } catch (MinioException e) {
      throw new IOException("no URL could be minted: " + e.getMessage(), e);
    }
  }

  /** What the store has under a key. */
  public Optional<Stored> stat(String key) throws IOException {
    return found(
        "the object store could not be asked for " + key,
        () -> {
          StatObjectResponse stat =
              client.statObject(
                  StatObjectArgs.builder()
                      .bucket(bucket)
                      .object(key)
                      .extraHeaders(Map.of("x-amz-checksum-mode", "ENABLED"))
                      .build());
          Map<Checksum.Algorithm, String> checksums = stat.checksums();
          String checksum = checksums == null ? null : checksums.get(Checksum.Algorithm.SHA256);
          return new Stored(stat.size(), checksum == null ? "" : hex(checksum));
        });
  }

  /**
   * Reads an object, if it is there.
   *
   * @param most bytes to read; a longer object is cut after one more
   */
  public Optional<byte[]> readAtMost(String key, int most) throws IOException {
    return found(
        "it could not be read",
        () -> {
          try (InputStream in = get(key)) {
            return in.readNBytes(most + 1);
          }
        });
  }

  /** Makes the bucket, unless it is there. */
  public void createBucket() throws IOException {
    boolean there =
        answer(
            "bucket " + bucket + " can't be asked for",
            () -> client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
    if (!there) {
      answer(
          "bucket " + bucket + " can't be made",
          () -> {
            client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            return true;
          });
    }
  }

  /**
   * Objects below a prefix, by key, with their lengths.
   *
   * @param most objects to list
   */
  public Map<String, Long> list(String prefix, int most) throws IOException {
    return listed(prefix, most, Item::size);
  }

  /**
   * Objects below a prefix, by key, with what changes when their content does.
   *
   * @param most objects to list
   */
  public Map<String, String> versions(String prefix, int most) throws IOException {
    return listed(prefix, most, Item::etag);
  }

  private <T> Map<String, T> listed(String prefix, int most, Function<Item, T> what)
      throws IOException {
    return answer(
        "the object store could not list " + prefix,
        () -> {
          Map<String, T> found = new TreeMap<>();
          for (Result<Item> item :
              client.listObjects(
                  ListObjectsArgs.builder()
                      .bucket(bucket)
                      .prefix(prefix)
                      .recursive(true)
                      .build())) {
            if (found.size() == most) {
              break;
            }
            found.put(item.get().objectName(), what.apply(item.get()));
          }
          return found;
        });
  }

  /** Opens an object, to be read from its start. */
  public InputStream open(String key) throws IOException {
    return answer("object " + key + " could not be read", () -> get(key));
  }

  /** Reads an object whole. */
  public byte[] read(String key) throws IOException {
    return answer(
        "object " + key + " could not be read",
        () -> {
          try (InputStream in = get(key)) {
            return in.readAllBytes();
          }
        });
  }

  /** Stores an object, in place of any other. */
  public void write(String key, byte[] content, String contentType) throws IOException {
    answer(
        "object " + key + " could not be stored",
        () -> {
          try (ByteArrayInputStream in = new ByteArrayInputStream(content)) {
            return client.putObject(
                PutObjectArgs.builder().bucket(bucket).object(key).contentType(contentType).stream(
                        in, (long) content.length, -1L)
                    .build());
          }
        });
  }

  private InputStream get(String key) throws MinioException {
    return client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build());
  }

  @FunctionalInterface
  private interface Request<T> {
    T send() throws MinioException, IOException;
  }

  /** Where no answer comes, the client throws an IllegalStateException, not one of its own. */
  private static <T> T answer(String otherwise, Request<T> request) throws IOException {
    try {
      return request.send();
    } catch (MinioException | IllegalStateException e) {
      throw new IOException(otherwise + ": " + e.getMessage(), e);
    }
  }

  private static <T> Optional<T> found(String otherwise, Request<T> request) throws IOException {
    try {
      return Optional.of(answer(otherwise, request));
    } catch (IOException e) {
      if (e.getCause() instanceof ErrorResponseException refused
          && refused.response().code() == HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  private static String hex(String base64) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }
}
