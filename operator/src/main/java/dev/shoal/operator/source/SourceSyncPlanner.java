package dev.shoal.operator.source;

import dev.shoal.api.v1alpha1.SourceSpec;
import dev.shoal.api.v1alpha1.SourceSync;
import dev.shoal.api.v1alpha1.SourceSyncSpec;
import dev.shoal.api.v1alpha1.SourceType;
import dev.shoal.job.Reason;
import dev.shoal.objectstore.Places;
import dev.shoal.operator.decision.Planning;
import dev.shoal.operator.work.ChannelPlan;
import dev.shoal.source.SourceSyncPlan;
import dev.shoal.training.TrainingPlan.Place;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a plan of a SourceSync, or says what is in the way. Pure.
 *
 * @param bucket the installation's
 */
record SourceSyncPlanner(String bucket) {
  Planning<SourceSyncPlan> plan(SourceSync sync) {
    SourceSyncSpec spec = sync.getSpec();
    String namespace = sync.getMetadata().getNamespace();
    for (SourceSpec source : spec.sources()) {
      Optional<String> refused = refused(namespace, source);
      if (refused.isPresent()) {
        return new Planning.Unready<>(
            Reason.PLACE_REFUSED,
            "spec.sources, %s: uri %s".formatted(source.name(), refused.get()));
      }
    }
    return new Planning.Ready<>(
        new SourceSyncPlan(
            spec.sources().stream().map(SourceSyncPlanner::source).toList(),
            Boolean.TRUE.equals(spec.notifyOnSuccess()),
            Boolean.TRUE.equals(spec.notifyOnFailure()),
            spec.channel() == null ? null : ChannelPlan.of(spec.channel())));
  }

  private Optional<String> refused(String namespace, SourceSpec source) {
    return source.type() == SourceType.S3
        ? Places.refused(
            bucket,
            namespace,
            new Place(
                Objects.requireNonNull(source.uri()),
                null,
                null,
                source.secretRef() == null ? null : source.secretRef().name()),
            Places.INPUTS)
        : Optional.empty();
  }

  private static SourceSyncPlan.Source source(SourceSpec spec) {
    return new SourceSyncPlan.Source(
        spec.name(),
        SourceSyncPlan.Type.valueOf(spec.type().name()),
        spec.uri(),
        spec.resources(),
        spec.secretRef() == null ? null : spec.secretRef().name(),
        Objects.requireNonNullElse(spec.key(), "id"),
        spec.cursor());
  }
}
