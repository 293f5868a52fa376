package dev.shoal.objectstore;

import dev.shoal.training.TrainingPlan.Place;
import java.util.Optional;

/**
 * Objects that a resource names by URI: in the installation's bucket below its namespace's own
 * prefixes, or wherever a Secret of its namespace opens.
 */
public final class Places {
  /** Below it lie a namespace's inputs. */
  public static final String INPUTS = "inputs";

  /** Below it lie what a namespace's work wrote. */
  public static final String OUTPUTS = "outputs";

  private final StoreSettings installation;
  private final ObjectStore store;
  private final SecretValues secrets;

  /** Reads a value of a Secret; throws what says why it can't be read. */
  @FunctionalInterface
  public interface SecretValues {
    String value(String namespace, String secret, String key);
  }

  public Places(StoreSettings installation, SecretValues secrets) {
    this.installation = installation;
    this.store = new ObjectStore(installation);
    this.secrets = secrets;
  }

  /**
   * Why a namespace may not go to a place; empty if it may.
   *
   * @param below {@link #INPUTS} or {@link #OUTPUTS}
   */
  public static Optional<String> refused(
      String bucket, String namespace, Place place, String below) {
    String prefix = below + "/" + namespace + "/";
    return place.secret() != null
            || (place.bucket().equals(bucket) && place.key().startsWith(prefix))
        ? Optional.empty()
        : Optional.of(
            "%s: without secretRef it has to begin with s3://%s/%s"
                .formatted(place.uri(), bucket, prefix));
  }

  /** The store that a place is in. */
  public ObjectStore at(String namespace, Place place) {
    String secret = place.secret();
    if (secret == null) {
      return store;
    }
    String endpoint = place.endpoint();
    String region = place.region();
    return ObjectStore.named(
        new StoreSettings(
            endpoint == null ? installation.endpoint() : endpoint,
            region == null ? installation.region() : region,
            place.bucket(),
            secrets.value(namespace, secret, "access-key").strip(),
            secrets.value(namespace, secret, "secret-key").strip(),
            installation.trust()));
  }
}
