package dev.shoal.operator.artifact;

import dev.shoal.api.v1alpha1.ArtifactGrant;
import dev.shoal.job.Artifact;
import dev.shoal.job.JobLabels;
import dev.shoal.kube.AlreadyExists;
import dev.shoal.objectstore.ObjectStore;
import dev.shoal.objectstore.PublicStore;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Secrets with links to artifacts; made once, never read or changed. */
public final class LinkSecrets {
  private static final String AUTHORITIES = "ca.crt";

  private final KubernetesClient client;
  private final ObjectStore store;
  private final Optional<String> authorities;

  public LinkSecrets(KubernetesClient client, PublicStore store) {
    this.client = client;
    this.store = new ObjectStore(store.settings());
    this.authorities = store.authorities();
  }

  /** Makes the Secret of a grant; its name. */
  String create(ArtifactGrant grant, List<Artifact> artifacts, Duration validFor)
      throws IOException {
    Map<String, String> links = new TreeMap<>();
    for (Artifact artifact : artifacts) {
      links.put(artifact.name(), store.presignRead(artifact.key(), validFor));
    }
    authorities.ifPresent(pem -> links.put(AUTHORITIES, pem));
    // Of this grant alone, so that one that is there already is its own.
    String name = "shoal-grant-" + grant.getMetadata().getUid();
    AlreadyExists.orCreate(
        client,
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(grant.getMetadata().getNamespace())
            .withLabels(Map.of(JobLabels.MANAGED_BY, JobLabels.MANAGED_BY_SHOAL))
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(grant.getApiVersion())
                    .withKind(grant.getKind())
                    .withName(grant.getMetadata().getName())
                    .withUid(grant.getMetadata().getUid())
                    .withController(true)
                    .build())
            .endMetadata()
            .withType("shoal.dev/artifact-links")
            .withImmutable(true)
            .withStringData(links)
            .build());
    return name;
  }
}
