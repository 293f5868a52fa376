package dev.shoal.operator.artifact;

import dev.shoal.api.v1alpha1.ArtifactGrant;
import dev.shoal.api.v1alpha1.ArtifactGrantStatus;
import dev.shoal.job.Reason;
import dev.shoal.operator.decision.Decision;
import dev.shoal.operator.decision.GrantAnswer;
import dev.shoal.operator.status.GrantStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers ArtifactGrants with a Secret of links, and deletes them once the links have ended; the
 * Secret is the grant's own, and goes with it.
 */
@ControllerConfiguration(name = "artifactgrant", triggerReconcilerOnAllEvents = false)
public final class ArtifactGrantReconciler implements Reconciler<ArtifactGrant> {
  private static final Logger LOG = LoggerFactory.getLogger(ArtifactGrantReconciler.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private final KubernetesClient client;
  private final StoredFiles files;
  private final LinkSecrets links;
  private final Duration valid;
  private final Clock clock;

  /**
   * Of an installation.
   *
   * @param valid how long a grant and its links last, from the grant's creation
   */
  public ArtifactGrantReconciler(
      KubernetesClient client, StoredFiles files, LinkSecrets links, Duration valid, Clock clock) {
    this.client = client;
    this.files = files;
    this.links = links;
    this.valid = valid;
    this.clock = clock;
  }

  @Override
  public UpdateControl<ArtifactGrant> reconcile(
      ArtifactGrant grant, Context<ArtifactGrant> context) {
    Instant expiresAt = Instant.parse(grant.getMetadata().getCreationTimestamp()).plus(valid);
    Duration left = Duration.between(clock.instant(), expiresAt);
    if (!left.isPositive()) {
      client.resource(grant).delete();
      return UpdateControl.noUpdate();
    }
    if (grant.getStatus() != null && grant.getStatus().secret() != null) {
      return UpdateControl.<ArtifactGrant>noUpdate().rescheduleAfter(left);
    }
    ArtifactGrantStatus status = answered(grant, expiresAt, left);
    Duration next = status.secret() == null && left.compareTo(SOON) > 0 ? SOON : left;
    if (Objects.equals(status, grant.getStatus())) {
      return UpdateControl.<ArtifactGrant>noUpdate().rescheduleAfter(next);
    }
    ArtifactGrant patch = new ArtifactGrant();
    patch.setMetadata(
        new ObjectMetaBuilder()
            .withName(grant.getMetadata().getName())
            .withNamespace(grant.getMetadata().getNamespace())
            .build());
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch).rescheduleAfter(next);
  }

  private ArtifactGrantStatus answered(ArtifactGrant grant, Instant expiresAt, Duration left) {
    Instant now = clock.instant();
    return switch (GrantAnswer.to(StoredFiles.wish(grant), files.of(grant))) {
      case GrantAnswer.NotYet(Decision.Waiting why) -> GrantStatus.waiting(grant, why, now);
      case GrantAnswer.Granted(var artifacts) -> {
        try {
          yield GrantStatus.granted(grant, links.create(grant, artifacts, left), expiresAt, now);
        } catch (IOException e) {
          LOG.warn("no links for grant {}", grant.getMetadata().getName(), e);
          yield GrantStatus.waiting(
              grant,
              new Decision.Waiting(Reason.STORE_UNAVAILABLE, "no links can be made; tried again"),
              now);
        }
      }
    };
  }
}
