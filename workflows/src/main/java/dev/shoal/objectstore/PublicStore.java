package dev.shoal.objectstore;

import dev.shoal.config.Settings;
import java.util.Optional;

/**
 * The installation's store as people outside the cluster reach it.
 *
 * @param settings with {@code S3_PUBLIC_ENDPOINT} as its endpoint, where there is one
 * @param authorities {@code S3_CA}: what they have to trust, in PEM
 */
public record PublicStore(StoreSettings settings, Optional<String> authorities) {
  /** Reads the installation's settings. */
  public static PublicStore from(Settings settings) {
    StoreSettings inside = StoreSettings.from(settings);
    return new PublicStore(
        new StoreSettings(
            settings.text("S3_PUBLIC_ENDPOINT", inside.endpoint()),
            inside.region(),
            inside.bucket(),
            inside.accessKey(),
            inside.secretKey(),
            inside.trust()),
        settings.optional("S3_CA"));
  }
}
