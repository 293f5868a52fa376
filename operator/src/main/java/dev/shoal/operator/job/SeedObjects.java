package dev.shoal.operator.job;

import dev.shoal.api.v1alpha1.ObjectRef;
import dev.shoal.job.Reason;
import dev.shoal.kube.JobSecrets;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.objectstore.StoreSettings;
import dev.shoal.operator.decision.Seed;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads seeds out of object stores. */
final class SeedObjects {
  private static final String FIELD = "spec.seedFrom.objectRef";
  private static final int BYTES_A_CHARACTER = 4;

  private final JobSecrets secrets;
  private final StoreSettings installation;
  private final ObjectStore store;
  private final int mostCharacters;

  SeedObjects(KubernetesClient client, StoreSettings installation, int mostCharacters) {
    this.secrets = new JobSecrets(client, "operator.seedSecrets");
    this.installation = installation;
    this.store = new ObjectStore(installation);
    this.mostCharacters = mostCharacters;
  }

  Seed find(String namespace, ObjectRef ref) {
    if (ref.secretRef() != null) {
      return elsewhere(namespace, ref, ref.secretRef().name());
    }
    String prefix = "inputs/" + namespace + "/";
    if (!ref.key().startsWith(prefix)) {
      return missing(
          ".key is %s: without secretRef it has to begin with %s".formatted(ref.key(), prefix));
    }
    return read(store, ref.key());
  }

  private Seed elsewhere(String namespace, ObjectRef ref, String secretName) {
    Map<String, String> values;
    try {
      values = secrets.values(namespace, secretName);
    } catch (JobSecrets.Unreadable e) {
      return missing("." + e.getMessage());
    }
    String accessKey = values.get("access-key");
    String secretKey = values.get("secret-key");
    if (accessKey == null || secretKey == null) {
      return missing(
          ".secretRef: Secret %s needs the keys access-key and secret-key".formatted(secretName));
    }
    StoreSettings settings =
        new StoreSettings(
            orElse(ref.endpoint(), installation.endpoint()),
            orElse(ref.region(), installation.region()),
            orElse(ref.bucket(), installation.bucket()),
            accessKey.strip(),
            secretKey.strip(),
            installation.trust());
    return read(ObjectStore.named(settings), ref.key());
  }

  private Seed read(ObjectStore from, String key) {
    int most = mostCharacters * BYTES_A_CHARACTER;
    try {
      Optional<byte[]> content = from.readAtMost(key, most);
      if (content.isEmpty()) {
        return missing(".key: there is no object %s: upload it".formatted(key));
      }
      if (content.get().length > most) {
        return new Seed.Unavailable(
            Reason.SEED_TOO_LONG,
            FIELD
                + ": object %s is longer than the %d characters that this installation allows: shorten it"
                    .formatted(key, mostCharacters));
      }
      return new Seed.Found(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.get())).toString());
    } catch (CharacterCodingException e) {
      return missing(".key: object %s is not text in UTF-8".formatted(key));
    } catch (IOException e) {
      return new Seed.Unavailable(
          Reason.STORE_UNAVAILABLE,
          FIELD + ": object %s can't be read: %s".formatted(key, e.getMessage()));
    }
  }

  private static Seed missing(String what) {
    return new Seed.Unavailable(Reason.SEED_NOT_FOUND, FIELD + what);
  }

  private static String orElse(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }
}
