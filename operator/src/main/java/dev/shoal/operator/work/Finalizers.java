package dev.shoal.operator.work;

import static java.net.HttpURLConnection.HTTP_CONFLICT;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts a finalizer on a resource and takes it off, by one call where nobody else writes: a patch of
 * the version that is known. The library's own way reads first, each time, and serves where that
 * fails.
 */
final class Finalizers {

  private Finalizers() {}

  static <R extends HasMetadata> R add(Context<R> context, String finalizer) {
    List<String> finalizers = current(context);
    if (finalizers.contains(finalizer)) {
      return context.getPrimaryResource();
    }
    finalizers.add(finalizer);
    try {
      return patch(context, finalizers);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HTTP_CONFLICT) {
        throw e;
      }
      return PrimaryUpdateAndCacheUtils.addFinalizer(context, finalizer);
    }
  }

  static <R extends HasMetadata> R remove(Context<R> context, String finalizer) {
    List<String> finalizers = current(context);
    if (!finalizers.remove(finalizer)) {
      return context.getPrimaryResource();
    }
    try {
      return patch(context, finalizers);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HTTP_CONFLICT) {
        throw e;
      }
      return PrimaryUpdateAndCacheUtils.removeFinalizer(context, finalizer);
    }
  }

  private static List<String> current(Context<? extends HasMetadata> context) {
    return new ArrayList<>(context.getPrimaryResource().getMetadata().getFinalizers());
  }

  private static <R extends HasMetadata> R patch(Context<R> context, List<String> finalizers) {
    ObjectMeta known = context.getPrimaryResource().getMetadata();
    Map<String, Object> metadata =
        Map.of("resourceVersion", known.getResourceVersion(), "finalizers", finalizers);
    return context
        .getClient()
        .resource(context.getPrimaryResource()) // by name alone, it would be read first
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            Serialization.asJson(Map.of("metadata", metadata)));
  }
}
