package dev.shoal.cli;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The cluster of somebody's kubeconfig, with that person's own rights. */
final class Cluster implements AutoCloseable {
  final KubernetesClient client;
  final String namespace;
  final Clock clock = Clock.systemUTC();

  /**
   * Of a kubeconfig, as kubectl finds it.
   *
   * @param namespace null for the one of its context
   */
  Cluster(@Nullable String namespace) {
    this.client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder().withRequestRetryBackoffLimit(2).build())
            .build();
    String own = client.getNamespace();
    this.namespace = namespace != null ? namespace : own == null ? "default" : own;
  }

  /** A resource and its kind. */
  record Found(Kind kind, Seen seen) {}

  /**
   * Work that somebody names.
   *
   * @param name its name, or kind/name where several kinds have one
   */
  Found find(String name, List<Kind> kinds) {
    List<Kind> wanted = kinds;
    String bare = name;
    int slash = name.indexOf('/');
    if (slash >= 0) {
      String prefix = name.substring(0, slash);
      Kind kind =
          Kind.named(prefix)
              .filter(kinds::contains)
              .orElseThrow(
                  () ->
                      new Trouble(
                          "%s is no kind that this works on: use one of %s"
                              .formatted(prefix, titles(kinds))));
      wanted = List.of(kind);
      bare = name.substring(slash + 1);
    }
    for (Kind kind : wanted) {
      GenericKubernetesResource resource = of(kind, bare).get();
      if (resource != null) {
        return new Found(kind, new Seen(resource));
      }
    }
    throw new Trouble(
        "there is no %s %s in namespace %s: see `shoal list -A`"
            .formatted(titles(wanted), bare, namespace));
  }

  private static String titles(List<Kind> kinds) {
    return String.join(" or ", kinds.stream().map(kind -> kind.title).toList());
  }

  Resource<GenericKubernetesResource> of(Kind kind, String name) {
    return all(kind).inNamespace(namespace).withName(name);
  }

  MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      all(Kind kind) {
    return client.genericKubernetesResources(kind.context());
  }

  /** All of a kind, in this namespace or in all; none where the cluster doesn't know the kind. */
  List<Seen> list(Kind kind, boolean everywhere) {
    GenericKubernetesResourceList found =
        everywhere ? all(kind).inAnyNamespace().list() : all(kind).inNamespace(namespace).list();
    return found.getItems().stream().map(Seen::new).toList();
  }

  /**
   * Waits until work is over and has given back what it held.
   *
   * @param look is given each state
   */
  Seen awaitEnd(Kind kind, String name, Consumer<Seen> look) {
    GenericKubernetesResource ended =
        of(kind, name)
            .waitUntilCondition(
                one -> {
                  Optional<Seen> seen = Optional.ofNullable(one).map(Seen::new);
                  seen.ifPresent(look);
                  return one == null || seen.get().settled();
                },
                Integer.MAX_VALUE,
                TimeUnit.SECONDS);
    if (ended == null) {
      throw new Trouble("%s %s was deleted while it ran".formatted(kind.title, name));
    }
    return new Seen(ended);
  }

  @Override
  public void close() {
    client.close();
  }
}
