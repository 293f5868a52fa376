package dev.shoal.objectstore;

import dev.shoal.config.Settings;
import dev.shoal.protocol.StoreTrust;
import java.util.Optional;

/**
 * Where objects are kept.
 *
 * @param endpoint {@code S3_ENDPOINT}; reachable from pods too
 * @param region {@code S3_REGION}
 * @param bucket {@code S3_BUCKET}
 * @param accessKey {@code S3_ACCESS_KEY}
 * @param secretKey {@code S3_SECRET_KEY}
 * @param trust {@code S3_CA}: authorities of its own, in PEM
 */
public record StoreSettings(
    String endpoint,
    String region,
    String bucket,
    String accessKey,
    String secretKey,
    Optional<StoreTrust> trust) {

  /** Reads the installation's settings. */
  public static StoreSettings from(Settings settings) {
    return new StoreSettings(
        settings.required("S3_ENDPOINT"),
        settings.text("S3_REGION", "us-east-1"),
        settings.required("S3_BUCKET"),
        settings.required("S3_ACCESS_KEY"),
        settings.required("S3_SECRET_KEY"),
        settings.parsed("S3_CA", StoreTrust::of));
  }

  @Override
  public String toString() {
    return "StoreSettings[" + endpoint + ", " + bucket + "]";
  }
}
