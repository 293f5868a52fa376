package dev.shoal.operator.work;

import static java.net.HttpURLConnection.HTTP_CONFLICT;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/**
 * Writes a status over the version of the resource that was known before its row was read. A status
 * made of an older row than the one that stands there is refused by this: without it, a write that
 * was late, or another operator's, set a running job back to provisioning.
 */
final class StatusPatch {

  private StatusPatch() {}

  /**
   * Whether it was written; the next reconciliation knows of it without waiting for its watch.
   *
   * @param known the resource as it was before what the status tells was read
   * @param patch an empty resource of the kind
   */
  static <R extends CustomResource<?, S>, S> boolean write(
      Context<R> context, R known, R patch, S status) {
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(known.getMetadata().getName())
            .withNamespace(known.getMetadata().getNamespace())
            .withResourceVersion(known.getMetadata().getResourceVersion())
            .build());
    patch.setStatus(status);
    try {
      R written = context.getClient().resource(patch).subresource("status").patch(asOwner(context));
      context
          .eventSourceRetriever()
          .getControllerEventSource()
          .handleRecentResourceUpdate(ResourceID.fromResource(known), written, known);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HTTP_CONFLICT) {
        throw e;
      }
      return false;
    }
  }

  private static PatchContext asOwner(Context<?> context) {
    return new PatchContext.Builder()
        .withForce(true)
        .withFieldManager(context.getControllerConfiguration().fieldManager())
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .build();
  }
}
