package dev.shoal.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The namespaces that Shoal sees to. Where they are listed it may have no rights in any other, so
 * each is asked for by itself.
 *
 * @param names empty for all
 */
public record Namespaces(Set<String> names) {
  /** Reads them from a setting: comma-separated, empty for all. */
  public static Namespaces of(String setting) {
    return new Namespaces(
        Arrays.stream(setting.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether Shoal sees the whole cluster. */
  public boolean all() {
    return names.isEmpty();
  }

  /** The operations that together reach every resource of a kind. */
  public <T extends HasMetadata, L extends KubernetesResourceList<T>, R extends Resource<T>>
      Stream<AnyNamespaceOperation<T, L, R>> in(MixedOperation<T, L, R> kind) {
    return all() ? Stream.of(kind.inAnyNamespace()) : names.stream().map(kind::inNamespace);
  }
}
