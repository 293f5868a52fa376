package dev.shoal.operator.job;

import dev.shoal.api.v1alpha1.ConfigMapKey;
import dev.shoal.api.v1alpha1.SeedSource;
import dev.shoal.api.v1alpha1.SimulationJob;
import dev.shoal.job.Reason;
import dev.shoal.objectstore.StoreSettings;
import dev.shoal.operator.decision.Seed;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.TreeSet;

/** Looks a job's seed up where its spec says. */
public final class SeedLookup {
  private final KubernetesClient client;
  private final SeedObjects objects;

  /**
   * @param installation the store whose {@code inputs/<namespace>/} jobs may read
   * @param mostCharacters longest seed
   */
  public SeedLookup(KubernetesClient client, StoreSettings installation, int mostCharacters) {
    this.client = client;
    this.objects = new SeedObjects(client, installation, mostCharacters);
  }

  Seed find(SimulationJob job) {
    String inline = job.getSpec().seed();
    if (inline != null) {
      return new Seed.Found(inline);
    }
    SeedSource source = job.getSpec().seedFrom();
    if (source != null && source.objectRef() != null) {
      return objects.find(job.getMetadata().getNamespace(), source.objectRef());
    }
    ConfigMapKey ref = source == null ? null : source.configMapKeyRef();
    if (ref == null) {
      return new Seed.Unavailable(
          Reason.SEED_NOT_FOUND, "set exactly one of spec.seed and spec.seedFrom");
    }
    ConfigMap map =
        client
            .configMaps()
            .inNamespace(job.getMetadata().getNamespace())
            .withName(ref.name())
            .get();
    if (map == null) {
      return new Seed.Unavailable(
          Reason.SEED_NOT_FOUND,
          "spec.seedFrom.configMapKeyRef: there is no ConfigMap %s in namespace %s: create it"
              .formatted(ref.name(), job.getMetadata().getNamespace()));
    }
    Map<String, String> data = map.getData() == null ? Map.of() : map.getData();
    String text = data.get(ref.key());
    if (text == null) {
      return new Seed.Unavailable(
          Reason.SEED_NOT_FOUND,
          "spec.seedFrom.configMapKeyRef: ConfigMap %s has no key %s; it has: %s"
              .formatted(
                  ref.name(),
                  ref.key(),
                  data.isEmpty() ? "none" : String.join(", ", new TreeSet<>(data.keySet()))));
    }
    return new Seed.Found(text);
  }
}
